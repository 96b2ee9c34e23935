package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"text/tabwriter"
	"time"

	"github.com/alecthomas/kong"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/eval"
)

type evalCommand struct {
	kong.Plugins
	Passages  string `help:"JSON Lines file of passages to search, instead of --articles." placeholder:"FILE"`
	Questions string `arg:"" help:"JSON Lines file of questions."`
}

// Help is shown below the command's summary.
func (evalCommand) Help() string {
	return `Asks every question of a file and prints how well they are answered: whether the right passage comes first (hit@k, mrr@10, ndcg@10 over the answerable questions), whether the marked sentence holds an answer (sentence@1, and sentence_when_right where the passage is right), and whether "not found" is said when it should be (kept: answerable questions found; false_found: others found; auroc of the confidence).

A question is a line {"id", "question", "relevant": [ids], "answers": [texts], "answerable": true or false}. With --passages, a file of lines {"id", "title", "text", "doc_id"}, relevant names passages; with --articles it names articles by their file names without extension, and any passage of such an article is a hit.

Examples:

    footnote eval --passages passages.jsonl questions.jsonl
    footnote eval --articles ~/articles --json questions.jsonl`
}

// Run measures.
func (c *evalCommand) Run(ctx context.Context, a *app) error {
	set, err := c.set(ctx, a)
	if err != nil {
		return err
	}
	progress := a.progress()
	defer progress.Clear()
	start := a.now()
	engine, err := retrieval.New(ctx, set.Collection, retrieval.Options{Progress: progress.Track("indexing passages")})
	if err != nil {
		return err
	}
	indexing := a.now().Sub(start)
	report, err := set.Run(ctx, engine, progress.Track("asking questions"))
	if err != nil {
		return err
	}
	report.IndexPassagesPerS = float64(report.Passages) / max(indexing, time.Microsecond).Seconds()
	progress.Clear()
	if a.config.JSON {
		return json.NewEncoder(a.out).Encode(report)
	}
	return a.tabulate(report)
}

// set reads the questions and what they are asked of.
func (c *evalCommand) set(ctx context.Context, a *app) (*eval.Set, error) {
	questions, err := os.Open(c.Questions)
	if err != nil {
		return nil, usageError{fmt.Errorf("read questions: %w", err)}
	}
	defer questions.Close()
	if c.Passages == "" {
		collection, err := c.collection(ctx, a)
		if err != nil {
			return nil, err
		}
		return eval.NewArticleSet(collection, c.Questions, questions)
	}
	if len(a.config.Articles) > 0 {
		return nil, usageError{errors.New("--passages and --articles exclude each other")}
	}
	passages, err := os.Open(c.Passages)
	if err != nil {
		return nil, usageError{fmt.Errorf("read passages: %w", err)}
	}
	defer passages.Close()
	return eval.NewPassageSet(c.Passages, passages, c.Questions, questions)
}

func (c *evalCommand) collection(ctx context.Context, a *app) (*corpus.Collection, error) {
	progress := a.progress()
	defer progress.Clear()
	return a.collection(ctx, progress)
}

// tabulate prints a report for people.
func (a *app) tabulate(r eval.Report) error {
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "questions\t%d, %d of them answerable\n", r.Questions, r.Answerable)
	fmt.Fprintf(w, "passages\t%d, indexed at %.0f a second\n", r.Passages, r.IndexPassagesPerS)
	fmt.Fprintf(w, "right passage\thit@1 %.4f, hit@3 %.4f, hit@5 %.4f, mrr@10 %.4f, ndcg@10 %.4f\n", r.Hit1, r.Hit3, r.Hit5, r.MRR10, r.NDCG10)
	fmt.Fprintf(w, "right sentence\tsentence@1 %.4f, where the passage is right %.4f\n", r.Sentence1, r.SentenceWhenRight)
	fmt.Fprintf(w, "not found\tkept %.4f, false found %.4f, auroc %.4f\n", r.Kept, r.FalseFound, r.AUROC)
	fmt.Fprintf(w, "a question takes\tp50 %.2f ms, p99 %.2f ms\n", r.P50, r.P99)
	for i, b := range r.Reliability {
		label := ""
		if i == 0 {
			label = "confidence"
		}
		fmt.Fprintf(w, "%s\t%.1f to %.1f: %d questions, mean %.2f, first passage right %.2f\n", label, b.From, b.From+.1, b.Questions, b.Confidence, b.Right)
	}
	return w.Flush()
}
