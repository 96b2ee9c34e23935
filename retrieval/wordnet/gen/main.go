// Command gen learns the tables of package wordnet from a WordNet 3.0 folder and writes
// vectors.bin, synonyms.bin, antonyms.bin and nouns.bin into the current folder; "go generate" runs it there.
//
// It reads the synsets as documents of stems (documents.go), counts which stems stand together in
// glosses (cooccurrence.go), reduces their mutual information to its leading components (eigen.go),
// draws the vectors of linked words together (vectors.go) and rounds them. Links and the counts of
// sense-tagged texts also make the synonyms (related.go), and the lexicographers' files the kinds of nouns (nouns.go). All constants stand in recipe.go.
//
// The same WordNet gives the same bytes on every run and with any number of processors: sums are
// taken in a fixed order, random numbers come from a seeded generator, and nothing follows the
// order of a map. Assembly in the linear algebra may round otherwise on an architecture other than
// amd64; the committed files were made on that.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"footnote/retrieval/wordnet"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	source := flags.String("wordnet", "/usr/share/wordnet", "folder of WordNet 3.0's `database` files")
	target := flags.String("out", ".", "`folder` to write the tables to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	t, err := build(os.DirFS(*source), shipped())
	if err != nil {
		return err
	}
	err = errors.Join(
		os.WriteFile(filepath.Join(*target, "vectors.bin"), t.vectors, 0o644),
		os.WriteFile(filepath.Join(*target, "synonyms.bin"), t.synonyms, 0o644),
		os.WriteFile(filepath.Join(*target, "antonyms.bin"), t.antonyms, 0o644),
		os.WriteFile(filepath.Join(*target, "nouns.bin"), t.nouns, 0o644),
	)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "wrote %d bytes of vectors, %d of synonyms, %d of antonyms and %d of nouns\n", len(t.vectors), len(t.synonyms), len(t.antonyms), len(t.nouns))
	return nil
}

// tables are the contents of the files.
type tables struct{ vectors, synonyms, antonyms, nouns []byte }

// decode reads the tables as the program will.
func (t tables) decode() (*wordnet.Table, error) {
	return wordnet.Decode(string(t.vectors), string(t.synonyms), string(t.antonyms), string(t.nouns))
}

// build makes the tables and has read them back.
func build(folder fs.FS, r *recipe) (t tables, err error) {
	db, err := readDatabase(folder)
	if err != nil {
		return t, err
	}
	c := newCorpus(db)
	relations := findRelated(db, c, &r.related)
	rows, err := learn(c, relations, r)
	if err != nil {
		return t, err
	}
	if t.vectors, err = encodeVectors(vectorsOf(c, rows), r.neighbours); err != nil {
		return t, err
	}
	if t.synonyms, err = encodeSynonyms(synonymsOf(c, relations, r)); err != nil {
		return t, err
	}
	if t.antonyms, err = encodeSynonyms(antonymsOf(c, findRelated(db, c, &r.opposed))); err != nil {
		return t, err
	}
	if t.nouns, err = encodeNouns(nounsOf(db, c)); err != nil {
		return t, err
	}
	if _, err = t.decode(); err != nil {
		return t, fmt.Errorf("read back: %w", err)
	}
	return t, nil
}
