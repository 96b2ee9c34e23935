package search

import (
	"strings"
	"unicode"

	"footnote/retrieval/analysis"
)

// Fold brings text into the form in which it is compared: lower case, without diacritics, with one kind
// of quotation mark, apostrophe and dash, and with one space for any run of white space.
func Fold(text string) string { return fold(text) }

func fold(text string) string {
	return analysis.Fold(marks.Replace(strings.ToLower(strings.Join(strings.Fields(text), " "))))
}

// marks are what typography writes in several ways.
var marks = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "‘", "'", "’", "'", "‚", "'",
	"–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-", "…", "...")

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
