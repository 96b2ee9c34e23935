package docx

import (
	"path"
	"strconv"
	"strings"
)

// style is what a paragraph's style says of the paragraph.
type style struct {
	// level is 1 to 6 for headings, otherwise 0.
	level int
	title bool
	// author and date are set for the lines below a title that have these styles, which pandoc gives them.
	author, date bool
	// number and numberLevel are those of a style for items of lists.
	number      string
	numberLevel int
}

// maxBased is how many styles are followed from one to the one that it is based on.
const maxBased = 20

type xmlStyle struct {
	ID    string `xml:"styleId,attr"`
	Name  value  `xml:"name"`
	Based value  `xml:"basedOn"`
	Level value  `xml:"pPr>outlineLvl"`
	NumID value  `xml:"pPr>numPr>numId"`
	Ilvl  value  `xml:"pPr>numPr>ilvl"`
}

type value struct {
	Val string `xml:"val,attr"`
}

// readStyles reads the styles by their ID; without the part that has them there are none.
func readStyles(f *file) map[string]style {
	var sheet struct {
		Styles []xmlStyle `xml:"style"`
	}
	if decodeXML(f.archive, path.Join(f.folder, "styles.xml"), &sheet) != nil {
		return nil
	}
	byID := map[string]xmlStyle{}
	for _, s := range sheet.Styles {
		byID[s.ID] = s
	}
	styles := map[string]style{}
	for id := range byID {
		styles[id] = resolve(byID, id)
	}
	return styles
}

// resolve is a style with what it has from those that it is based on.
func resolve(byID map[string]xmlStyle, id string) style {
	var st style
	for range maxBased {
		s, known := byID[id]
		if !known {
			break
		}
		if st.level == 0 {
			st.level = s.headingLevel()
		}
		if st.number == "" {
			st.number, st.numberLevel = s.NumID.Val, small(s.Ilvl.Val)
		}
		st.title = st.title || strings.EqualFold(s.Name.Val, "title")
		st.author = st.author || strings.EqualFold(s.Name.Val, "author")
		st.date = st.date || strings.EqualFold(s.Name.Val, "date")
		id = s.Based.Val
	}
	return st
}

func (s xmlStyle) headingLevel() int {
	if level := outlineLevel(s.Level.Val); level > 0 {
		return level
	}
	if rest, found := strings.CutPrefix(strings.ToLower(s.Name.Val), "heading "); found {
		return min(small(rest), 6)
	}
	return 0
}

// outlineLevel is the heading level of an outline level, which counts from 0 and is 9 for body text.
func outlineLevel(val string) int {
	if n, err := strconv.Atoi(val); err == nil && n >= 0 && n < 9 {
		return min(n+1, 6)
	}
	return 0
}

// small is a number from 0 to 9, or 0.
func small(val string) int {
	if n, err := strconv.Atoi(val); err == nil && n >= 0 && n <= 9 {
		return n
	}
	return 0
}
