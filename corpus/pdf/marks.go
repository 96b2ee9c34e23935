package pdf

import (
	"slices"
	"strings"
)

// This file puts the marks of list items before their lines. Some programs write them apart, in letters of another
// font, and pdftotext then gives each a block of its own, after the list.

// listMarks are such marks. The last ones are those that Word takes from the fonts Symbol and Wingdings.
const listMarks = "•▪◦‣●○■□❖➢\uf0a7\uf0b7\uf0d8"

// maxMarks is how many marks of a page are looked at, as each is held against each line. A page of lists has 60.
const maxMarks = 500

// adoptMarks moves marks that are blocks of their own to the lines that they stand before. One that stands before none
// says nothing, and is dropped.
func adoptMarks(blocks []column) []column {
	isMark := func(w word) bool { return len(w.text) <= 3 && strings.Contains(listMarks, w.text) }
	var rest []column
	var marks []word
	for _, b := range blocks {
		if words := slices.Concat(b.lines...); !slices.ContainsFunc(words, func(w word) bool { return !isMark(w) }) {
			marks = append(marks, words...)
			continue
		}
		rest = append(rest, b)
	}
	if len(marks) > maxMarks {
		return blocks
	}
	for _, m := range marks {
		m.text = "•"
		adopt(rest, m)
	}
	return rest
}

// adopt puts a mark before the line whose first word is nearest to its right.
func adopt(blocks []column, mark word) {
	nearest := maxSpace * mark.height()
	block, row := -1, 0
	for i, b := range blocks {
		for j, line := range b.lines {
			middle := (mark.yMin + mark.yMax) / 2
			if white := line[0].xMin - mark.xMax; white >= 0 && white < nearest && line[0].yMin < middle && middle < line[0].yMax {
				nearest, block, row = white, i, j
			}
		}
	}
	if block >= 0 {
		b := &blocks[block]
		b.lines[row] = append([]word{mark}, b.lines[row]...)
		b.box = union(b.box, mark.box)
	}
}
