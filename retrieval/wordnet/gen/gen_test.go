package main

import (
	"bytes"
	"io/fs"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/wordnet"
)

func TestBuild(t *testing.T) {
	built, err := build(mini(), tiny())
	if err != nil {
		t.Fatal(err)
	}
	table, err := built.decode()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, stem, want string }{
		{"words of a synset", "craft", "vessel"},
		{"words of a verb's synset", "hunt", "chase"},
		{"derived form, of the linked words alone", "sail", "sailor"},
		{"kind of", "vessel", "boat"},
		{"similar adjective, mark dropped", "big", "vast"},
		{"irregular form", "mice", "mous"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if have := table.Synonyms(tt.stem); !names(have, tt.want) {
				t.Errorf("synonyms of %q are %v, want %q among them", tt.stem, have, tt.want)
			}
		})
	}
	if have := table.Synonyms("sailor"); names(have, "boat") {
		t.Errorf("synonyms of sailor are %v; its link is to sail alone", have)
	}
	if have := table.Antonyms("small"); len(have) != 1 || !names(have, "larg") {
		t.Errorf("antonyms of small are %v, want large alone", have)
	}
	for stem, want := range map[string]wordnet.Noun{"sailor": wordnet.Person, "lake": wordnet.Place, "boat": wordnet.Other, "larg": wordnet.Other} {
		if have := table.Noun(stem); have != want {
			t.Errorf("%s is a noun of kind %d, want %d", stem, have, want)
		}
	}
	if near := table.Neighbours("mice", 0, 1); len(near) != 1 || near[0].Stem != "mous" {
		t.Errorf("nearest to mice is %v, want mous, which has the same vector", near)
	}
}

func names(list []wordnet.Related, stem string) bool {
	return slices.ContainsFunc(list, func(r wordnet.Related) bool { return r.Stem == stem })
}

// TestBuildRepeats builds with one processor and with several: the bytes must be the same.
func TestBuildRepeats(t *testing.T) {
	built, err := build(mini(), tiny())
	if err != nil {
		t.Fatal(err)
	}
	for _, processors := range []int{1, 2, 7} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		again, err := build(mini(), tiny())
		if err != nil || !reflect.DeepEqual(again, built) {
			t.Errorf("%d processors: the tables differ (error %v)", processors, err)
		}
	}
}

// TestShipped builds the shipped tables anew. When it fails, a change of the analyser or the recipe
// has not been followed by "go generate".
func TestShipped(t *testing.T) {
	const folder = "/usr/share/wordnet"
	switch {
	case testing.Short():
		t.Skip("builds for some 15 seconds")
	case raceEnabled:
		t.Skip("builds for minutes under the race detector, which TestBuildRepeats serves")
	case runtime.GOARCH != "amd64":
		t.Skip("the shipped tables were built on amd64")
	}
	if _, err := os.Stat(folder + "/data.noun"); err != nil {
		t.Skip("WordNet is not installed (Debian package wordnet-base)")
	}
	built, err := build(os.DirFS(folder), shipped())
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"../vectors.bin": built.vectors, "../synonyms.bin": built.synonyms, "../antonyms.bin": built.antonyms, "../nouns.bin": built.nouns} {
		if have, err := os.ReadFile(name); err != nil || !bytes.Equal(have, data) {
			t.Errorf("%s is not what this program makes (error %v); run go generate in retrieval/wordnet", name, err)
		}
	}
}

func TestBuildErrors(t *testing.T) {
	without := mini()
	delete(without, "verb.exc")
	tests := []struct {
		name   string
		folder fs.FS
		want   string
	}{
		{"missing file", without, "verb.exc"},
		{"count that is no number", replaced("cntlist.rev", "1 9", "1 x"), "cntlist.rev line 1: want a sense key and a count"},
		{"count of two fields", replaced("cntlist.rev", " 4", ""), "cntlist.rev line 2: want a sense key, its number"},
		{"too few offsets", replaced("index.noun", "lake n 1", "lake n 7"), `index.noun line 5: want the offsets of "7" synsets`},
		{"no gloss", replaced("data.noun", "0 000 | a wide", "0 000 a wide"), "data.noun line 4: want a synset and its gloss"},
		{"words missing", replaced("data.verb", "v 02 hunt", "v 99 hunt"), "data.verb line 2: synset \"00000012\": the line ends too early"},
		{"count of words", replaced("data.adv", "r 01", "r zz"), `"zz" is no count`},
		{"broken link", replaced("data.adj", "a 0101 | of more", "a xxxx | of more"), "data.adj line 1: synset \"00000021\": want a part of speech"},
		{"link to no synset", replaced("data.adj", "& 00000022", "& 00000077"), "link to missing synset a00000077"},
		{"link to no word", replaced("data.noun", "00000011 v 0101", "00000011 v 0109"), "link to missing word of synset v00000011"},
		{"exception of one word", replaced("noun.exc", " mouse", ""), "noun.exc line 1: want a form and its base"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := build(tt.folder, tiny()); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is %v, want one with %q", err, tt.want)
			}
		})
	}
	if _, err := build(mini(), shipped()); err == nil || !strings.Contains(err.Error(), "want 153 components") {
		t.Errorf("error is %v, want one that WordNet is too small", err)
	}
}

// FuzzDatabase checks that a data file is refused or read with every link inside the database, and
// that what was read can be made into documents.
func FuzzDatabase(f *testing.F) {
	for _, name := range []string{"data.noun", "data.verb", "data.adj"} {
		f.Add(string(mini()[name].Data), string(mini()["index.noun"].Data), string(mini()["cntlist.rev"].Data))
	}
	f.Fuzz(func(t *testing.T, data, index, counts string) {
		folder := mini()
		folder["data.noun"], folder["index.noun"], folder["cntlist.rev"] = file(data), file(index), file(counts)
		db, err := readDatabase(folder)
		if err != nil {
			return
		}
		for _, set := range db.synsets {
			for _, l := range set.links {
				if l.target >= len(db.synsets) || l.from > len(set.words) || l.to > len(db.synsets[l.target].words) {
					t.Errorf("link %+v leads out of the database", l)
				}
			}
			for _, w := range set.words {
				if !(w.uses > 0) {
					t.Errorf("word %+v is never used", w)
				}
			}
		}
		c := newCorpus(db)
		for i, list := range findRelated(db, c, &shipped().related) {
			for _, r := range list {
				if int(r.stem) == i || !(r.weight > 0 && r.weight <= 1) {
					t.Errorf("%q is related to %q with weight %v", c.stems[i], c.stems[r.stem], r.weight)
				}
			}
		}
	})
}
