package docx

import (
	"fmt"
	"path"
	"strconv"
)

// numbering is how the items of lists are marked: the format and the first number of each level by list.
type numbering map[string]map[int]numberLevel

type numberLevel struct {
	decimal bool
	start   int
}

type xmlLevel struct {
	Ilvl   string `xml:"ilvl,attr"`
	Start  value  `xml:"start"`
	Format value  `xml:"numFmt"`
}

// readNumbering reads the lists' definitions; without them every item has a bullet.
func readNumbering(f *file) numbering {
	var part struct {
		Abstract []struct {
			ID     string     `xml:"abstractNumId,attr"`
			Levels []xmlLevel `xml:"lvl"`
		} `xml:"abstractNum"`
		Lists []struct {
			ID       string `xml:"numId,attr"`
			Abstract value  `xml:"abstractNumId"`
		} `xml:"num"`
	}
	if decodeXML(f.archive, path.Join(f.folder, "numbering.xml"), &part) != nil {
		return nil
	}
	abstract := map[string]map[int]numberLevel{}
	for _, a := range part.Abstract {
		levels := map[int]numberLevel{}
		for _, l := range a.Levels {
			levels[small(l.Ilvl)] = l.level()
		}
		abstract[a.ID] = levels
	}
	lists := numbering{}
	for _, l := range part.Lists {
		lists[l.ID] = abstract[l.Abstract.Val]
	}
	return lists
}

func (l xmlLevel) level() numberLevel {
	start, err := strconv.Atoi(l.Start.Val)
	if err != nil {
		start = 1
	}
	return numberLevel{decimal: l.Format.Val == "decimal", start: start}
}

// mark is what stands before an item: its number, or a bullet where the numbers are no figures. It counts the
// items by list and level, and a level anew under each item of the level above.
func (n numbering) mark(counts map[string]int, list string, level int) string {
	if list == "" || list == "0" {
		return ""
	}
	l, known := n[list][level]
	if !known || !l.decimal {
		return "• "
	}
	for below := level + 1; below <= 9; below++ {
		delete(counts, fmt.Sprint(list, " ", below))
	}
	key := fmt.Sprint(list, " ", level)
	counts[key]++
	return strconv.Itoa(l.start+counts[key]-1) + ". "
}
