package corpus

import (
	"path/filepath"
	"strings"
)

// inferTitle gives a draft without a title the best one that its text or its file's name has, and marks it.
func (d *draft) inferTitle(name string) {
	if d.Title != "" {
		return
	}
	d.TitleInferred = true
	if d.Title = d.leadingHeading(); d.Title == "" {
		d.Title = titleFromName(name)
	}
}

// leadingHeading is the heading that the article opens with, if it does. A heading further down names a
// section and would be a false title.
func (d *draft) leadingHeading() string {
	for i, b := range d.blocks {
		switch b.Kind {
		case Heading:
			return squash(d.block(i))
		case Paragraph:
			return ""
		}
	}
	return ""
}

func titleFromName(name string) string {
	base := filepath.Base(name)
	base = strings.TrimSuffix(base, filepath.Ext(base))
	if title := squash(strings.NewReplacer("-", " ", "_", " ").Replace(base)); title != "" {
		return title
	}
	return base
}
