package corpus

// DetectLanguage is the ISO 639-1 code of the language that the paragraphs are written in, or "" where
// they are too short to tell or divided.
func DetectLanguage(paragraphs []string) string {
	var d draft
	for _, p := range paragraphs {
		start := len(d.text)
		d.text += p
		d.blocks = append(d.blocks, Block{Start: start, End: len(d.text)})
	}
	d.inferLanguage()
	return d.Language
}
