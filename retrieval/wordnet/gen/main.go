// Command gen learns the tables of package wordnet from a WordNet 3.0 folder and writes
// vectors.bin and synonyms.bin into the current folder; "go generate" runs it there.
//
// It reads the synsets as documents of stems (documents.go), counts which stems stand together in
// glosses (cooccurrence.go), reduces their mutual information to its leading components (eigen.go),
// draws the vectors of linked words together (vectors.go) and rounds them. Links and the counts of
// sense-tagged texts also make the synonyms (related.go). All constants stand in recipe.go.
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
	target := flags.String("out", ".", "`folder` to write vectors.bin and synonyms.bin to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	vectors, synonyms, err := build(os.DirFS(*source), shipped())
	if err != nil {
		return err
	}
	err = errors.Join(
		os.WriteFile(filepath.Join(*target, "vectors.bin"), vectors, 0o644),
		os.WriteFile(filepath.Join(*target, "synonyms.bin"), synonyms, 0o644),
	)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "wrote %d bytes of vectors and %d of synonyms\n", len(vectors), len(synonyms))
	return nil
}

// build returns the contents of vectors.bin and synonyms.bin. It has read them back.
func build(folder fs.FS, r *recipe) (vectors, synonyms []byte, err error) {
	db, err := readDatabase(folder)
	if err != nil {
		return nil, nil, err
	}
	c := newCorpus(db)
	relations := findRelated(db, c, &r.related)
	rows, err := learn(c, relations, r)
	if err != nil {
		return nil, nil, err
	}
	if vectors, err = encodeVectors(vectorsOf(c, rows), r.neighbours); err != nil {
		return nil, nil, err
	}
	if synonyms, err = encodeSynonyms(synonymsOf(c, relations, r)); err != nil {
		return nil, nil, err
	}
	if _, err = wordnet.Decode(string(vectors), string(synonyms)); err != nil {
		return nil, nil, fmt.Errorf("read back: %w", err)
	}
	return vectors, synonyms, nil
}
