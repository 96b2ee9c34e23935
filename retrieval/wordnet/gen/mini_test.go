package main

import (
	"fmt"
	"strings"
	"testing/fstest"
)

// mini is a WordNet of a few synsets, written for these tests in the format of the real files.
func mini() fstest.MapFS {
	return fstest.MapFS{
		"cntlist.rev": file("boat%1:06:00:: 1 9", "sail%2:38:00:: 1 4", "large%3:00:00:: 1 7"),
		"data.noun": file(
			"  1 The licence at the head of a data file is passed over.",
			"00000001 06 n 02 craft 0 vessel 0 001 ~ 00000002 n 0000 | anything built to carry people over water or through air",
			`00000002 06 n 02 boat 0 small_craft 0 002 @ 00000001 n 0000 + 00000011 v 0101 | a small vessel for travel on water; "he rowed the boat across the lake"`,
			"00000003 15 n 01 lake 0 000 | a wide body of still water with land on all sides",
			"00000004 06 n 01 mouse 0 000 | a small animal with a long tail that hides from cats",
			"00000005 06 n 01 cat 0 000 | an animal with soft fur that hunts mice",
			"00000006 18 n 01 sailor 0 001 + 00000011 v 0102 | a person whose work is to sail a vessel",
		),
		"data.verb": file(
			"00000011 38 v 02 boat 0 sail 0 002 + 00000006 n 0201 + 00000002 n 0101 01 + 02 00 | to travel over water by vessel",
			"00000012 38 v 02 hunt 0 chase 0 000 01 + 08 00 | to follow an animal in order to catch it",
		),
		"data.adj": file(
			"00000021 00 a 02 large 0 big(p) 0 002 & 00000022 a 0000 ! 00000023 a 0101 | of more than common size",
			"00000022 00 s 01 vast 0 001 & 00000021 a 0000 | of very great size or width, as a lake may be",
			"00000023 00 a 01 small 0 001 ! 00000021 a 0101 | of less than common size",
		),
		"data.adv": file("00000031 02 r 01 widely 0 000 | over a wide space of land or water"),
		"index.noun": file(
			"craft n 1 1 ~ 1 0 00000001  ", "vessel n 1 1 ~ 1 0 00000001  ", "boat n 1 2 @ + 1 1 00000002  ",
			"small_craft n 1 2 @ + 1 0 00000002  ", "lake n 1 0 1 0 00000003  ", "mouse n 1 0 1 0 00000004  ",
			"cat n 1 0 1 0 00000005  ", "sailor n 1 1 + 1 0 00000006  "),
		"index.verb": file("boat v 1 1 + 1 0 00000011  ", "sail v 1 1 + 1 1 00000011  ", "hunt v 1 0 1 0 00000012  ", "chase v 1 0 1 0 00000012  "),
		"index.adj":  file("large a 1 1 & 1 1 00000021  ", "big a 1 1 & 1 0 00000021  ", "vast a 1 1 & 1 0 00000022  ", "small a 1 1 ! 1 0 00000023  "),
		"index.adv":  file("widely r 1 0 1 0 00000031  "),
		"noun.exc":   file("mice mouse"),
		"verb.exc":   file("saw see"),
		"adj.exc":    file("larger large"),
		"adv.exc":    file("best well"),
	}
}

func file(lines ...string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(strings.Join(lines, "\n") + "\n")}
}

// tiny is a recipe for mini.
func tiny() *recipe {
	r := shipped()
	r.vocabulary, r.dims, r.oversampling, r.neighbours = 30, 5, 3, 4
	return r
}

// replaced returns mini with a part of one file replaced; it panics if the part is not there.
func replaced(name, old, new string) fstest.MapFS {
	m := mini()
	text := string(m[name].Data)
	if !strings.Contains(text, old) {
		panic(fmt.Sprintf("%s has no %q", name, old))
	}
	m[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1))}
	return m
}
