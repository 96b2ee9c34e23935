// Command train learns the tables of package retrieval from public question sets and from the folder readers:
//
//	go generate ./retrieval
//
// It learns three forests one after the other, each from the evidence that the engine gathers with the
// ones before: which sentence of the right passage holds the answer, which candidate is the right
// passage, and whether the first candidate is right at all. With -judge it learns from the questions
// about half of the articles and prints what that reaches on those about the other half, which is how a
// change should be judged before its tables are shipped.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"footnote/retrieval"
	"footnote/retrieval/eval"
	"footnote/retrieval/eval/textbook"
	"footnote/retrieval/trees"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// The ways in which articles are parted: for -judge, and while learning.
const heldOut, unseen = 0, 1

// readers is the name of the set in the folder readers.
const readers = "readers"

// setNames are the sets that are learned from.
var setNames = []string{"squad2-dev-a", "squadshifts-new-wiki", "xquad-en", "xquad-es", "xquad-ru", "scifact", readers}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	from := flags.String("sets", "../../shared/eval", "`folder` of the question sets")
	to := flags.String("out", "", "`folder` that the tables are written to")
	judge := flags.Bool("judge", false, "learn from the questions about half of the articles and judge by the others")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var learn, held []*eval.Set
	for _, name := range setNames {
		s, err := load(*from, name)
		if err != nil {
			return err
		}
		if *judge {
			first, second := s.Halves(heldOut)
			s, held = first, append(held, second)
		}
		learn = append(learn, s)
	}
	models, err := teach(ctx, learn, out)
	if err != nil {
		return err
	}
	for i, s := range held {
		if err := report(ctx, setNames[i], s, models, out); err != nil {
			return err
		}
	}
	if *to == "" {
		return nil
	}
	return write(*to, models)
}

// load reads a set from its folder in dir, or the one that the program carries.
func load(dir, name string) (*eval.Set, error) {
	if name == readers {
		return loadReaders()
	}
	dir = filepath.Join(dir, name)
	passages, err := os.Open(filepath.Join(dir, "passages.jsonl"))
	if err != nil {
		return nil, err
	}
	defer passages.Close()
	questions, err := os.Open(filepath.Join(dir, "questions.jsonl"))
	if err != nil {
		return nil, err
	}
	defer questions.Close()
	return eval.NewPassageSet(passages.Name(), passages, questions.Name(), questions)
}

func write(dir string, m *retrieval.Models) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for name, f := range map[string]*trees.Forest{"sentence": m.Sentence, "ranking": m.Ranking, "confidence": m.Confidence} {
		table, err := f.AppendBinary(nil)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name+".bin"), table, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// report prints the figures of a set that was held out, beside those of textbook BM25.
func report(ctx context.Context, name string, s *eval.Set, m *retrieval.Models, out io.Writer) error {
	for _, v := range []struct {
		name string
		set  *eval.Set
	}{{name, s}, {name + ", misspelt", s.Answerable().Misspelt(1)}, {name + ", left out", s.Without(everySecond)}, {name + ", untitled", s.Untitled()}} {
		e, err := retrieval.New(ctx, v.set.Collection, retrieval.Options{Models: m})
		if err != nil {
			return err
		}
		r, err := v.set.Run(ctx, e, nil)
		if err != nil {
			return err
		}
		baseline, err := v.set.Run(ctx, textbook.New(v.set.Collection), nil)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%-32s hit@1 %.4f (textbook %.4f) mrr %.4f (%.4f) ndcg %.4f (%.4f) sentence %.4f kept %.3f false %.3f auroc %.4f\n", v.name,
			r.Hit1, baseline.Hit1, r.MRR10, baseline.MRR10, r.NDCG10, baseline.NDCG10, r.SentenceWhenRight, r.Kept, r.FalseFound, r.AUROC)
		for _, b := range r.Reliability {
			fmt.Fprintf(out, "  %.1f:%d %.2f=%.2f", b.From, b.Questions, b.Confidence, b.Right)
		}
		fmt.Fprintln(out)
	}
	return nil
}
