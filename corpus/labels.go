package corpus

import (
	"regexp"
	"strings"
)

// This file finds the labels that a copied page leaves of its buttons and menus. They are single words, which a poem or
// a heading may be too, so that only their neighbours tell.

// labelKind is what a line is among labels.
type labelKind uint8

const (
	noLabel labelKind = iota
	// button says what a click does: "Share".
	button
	// count stands beside buttons: "234", "1.2K", "·", "4 min", the name of a network.
	count
	// medium says what is shown below: "Image".
	medium
	// toggle opens the box above: "Show".
	toggle
)

// labelLine is a line of a paragraph, the block that it stands in, and what it is.
type labelLine struct {
	start int
	text  string
	block int
	kind  labelKind
}

// labels are where the lines start that are labels: buttons and counts beside one another or beside other furniture, a
// word above a picture's credit, and a box that opens on a click.
func (d *draft) labels() map[int]bool {
	lines, found := d.labelLines()
	if !found {
		return nil
	}
	marks := map[int]bool{}
	for i, l := range lines {
		switch {
		case l.kind == button:
			markButtons(lines, i, marks)
		case l.kind == medium && i+1 < len(lines) && isCredit(lines[i+1].text):
			marks[l.start] = true
		case l.kind == count && i > 0 && lines[i-1].block == l.block && isDuration(l.text) && isFurniture(lines[i-1].text):
			marks[l.start] = true
		}
		if box := lines[max(0, i-2) : i+1]; d.isBox(box) {
			for _, l := range box {
				marks[l.start] = true
			}
		}
	}
	return marks
}

// labelLines are the lines of the text, and whether one of them may be a label.
func (d *draft) labelLines() (lines []labelLine, found bool) {
	for i, b := range d.blocks {
		if b.Kind != Paragraph {
			lines = append(lines, labelLine{start: b.Start, block: i})
			continue
		}
		for _, s := range splitLines(d.text, b.Start, b.End) {
			l := labelLine{s.Start, d.text[s.Start:s.End], i, labelOf(d.text[s.Start:s.End])}
			lines = append(lines, l)
			found = found || l.kind != noLabel
		}
	}
	return lines, found
}

// markButtons marks the labels of the group that the i-th line, a button, stands in. A button alone is one if other
// furniture follows, or if it ends a run with other furniture or a date.
func markButtons(lines []labelLine, i int, marks map[int]bool) {
	in := func(l labelLine) bool {
		return l.kind == button || l.kind == count || l.text != "" && (isFurniture(l.text) || isByline(l.text) || isDated(l.text))
	}
	from, to := i, i+1
	for from > 0 && in(lines[from-1]) {
		from--
	}
	for to < len(lines) && in(lines[to]) {
		to++
	}
	labels := 0
	for _, l := range lines[from:to] {
		if l.kind == button || l.kind == count {
			labels++
		}
	}
	block := lines[i].block
	ends := from < i && lines[i-1].block == block && (to == len(lines) || lines[to].block != block)
	if labels < 2 && to == i+1 && !ends {
		return
	}
	for _, l := range lines[from:to] {
		if l.kind == button || l.kind == count {
			marks[l.start] = true
		}
	}
}

// isBox tells whether three lines are a run of themselves that a click opens: "Quick Guide", what it is about, "Show".
func (d *draft) isBox(lines []labelLine) bool {
	if len(lines) != 3 || lines[2].kind != toggle || lines[0].block != lines[2].block {
		return false
	}
	b := d.blocks[lines[0].block]
	return lines[0].start == b.Start && lines[2].start+len(lines[2].text) == b.End
}

// maxLabel is the longest label in bytes.
const maxLabel = 40

var (
	// numberOnly is a number, or marks alone.
	numberOnly = regexp.MustCompile(`^(?:\d[\d.,]*\s?[KM]?|[^\p{L}\d\n]{1,3})$`)
	duration   = regexp.MustCompile(`^(?:\d{1,3} (?i:min(?:ute)?s?|мин)\.?|\d{1,2}:\d{2}(?: ?/ ?\d{1,2}:\d{2})?)$`)
)

func isDuration(line string) bool { return duration.MatchString(line) }

// labelOf is what a line is among labels, by its words.
func labelOf(line string) labelKind {
	if len(line) > maxLabel {
		return noLabel
	}
	switch strings.ToLower(line) {
	case "share", "save", "listen", "follow", "like", "print", "bookmark", "menu", "sections", "search", "log in", "comment", "comments", "tweet", "link",
		"teilen", "merken", "drucken", "speichern", "vorlesen", "menü", "suche", "anmelden", "kommentieren", "kommentare", "zusammenfassen", "registrieren", "startseite", "nach oben",
		"partager", "imprimer", "enregistrer", "écouter", "commenter", "commentaires", "réagir",
		"compartir", "guardar", "imprimir", "escuchar", "comentar", "comentarios",
		"поделиться", "сохранить", "распечатать", "слушать", "войти", "меню", "поиск", "комментарии", "теги":
		return button
	case "image", "video", "slideshow", "imagen", "vídeo", "bild", "фото", "видео":
		return medium
	case "facebook", "twitter", "x", "whatsapp", "linkedin", "telegram", "pinterest", "reddit", "email", "e-mail", "вконтакте", "одноклассники":
		return count
	case "show":
		return toggle
	}
	if numberOnly.MatchString(line) || isDuration(line) {
		return count
	}
	return noLabel
}
