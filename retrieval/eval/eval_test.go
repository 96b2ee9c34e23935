package eval_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/eval"
)

const passages = `{"id":"p1","title":"Tea","text":"Tea grows in Assam. It is picked in spring.","doc_id":"tea"}
{"id":"p2","title":"Tea","text":"Green tea is steamed.","doc_id":"tea"}
{"id":"p3","title":"Rock salt","text":"Salt is mined in Wieliczka."}
`

const questions = `{"id":"q1","question":"Where does tea grow?","relevant":["p1"],"answers":["Assam"],"answerable":true}
{"id":"q2","question":"Where is salt mined?","relevant":["p3"],"answers":["the Wieliczka"],"answerable":true}
{"id":"q3","question":"Who invented the kettle?","relevant":[],"answers":[],"answerable":false,"written_for":"p2"}
`

func set(t *testing.T, passages, questions string) *eval.Set {
	t.Helper()
	s, err := eval.NewPassageSet("p.jsonl", strings.NewReader(passages), "q.jsonl", strings.NewReader(questions))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// scripted answers each question with the passages of the given numbers, best first.
type scripted struct {
	collection *corpus.Collection
	ranks      map[string][]int
	confidence map[string]float64
}

func (s scripted) Ask(_ context.Context, q retrieval.Query) (retrieval.Answer, error) {
	a := retrieval.Answer{Confidence: s.confidence[q.Text], Found: s.confidence[q.Text] >= .5}
	for i, n := range s.ranks[q.Text] {
		p := s.collection.Passages[n]
		a.Citations = append(a.Citations, retrieval.Citation{N: i + 1, Passage: p, Sentence: p.Sentences[0]})
	}
	return a, nil
}

func TestFigures(t *testing.T) {
	s := set(t, passages, questions)
	r := run(t, s, scripted{s.Collection,
		map[string][]int{"Where does tea grow?": {0, 1}, "Where is salt mined?": {1, 2}, "Who invented the kettle?": {1}},
		map[string]float64{"Where does tea grow?": .9, "Where is salt mined?": .4, "Who invented the kettle?": .6}})
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"questions", float64(r.Questions), 3}, {"answerable", float64(r.Answerable), 2},
		{"hit@1", r.Hit1, .5}, {"hit@3", r.Hit3, 1}, {"mrr", r.MRR10, .75},
		{"ndcg", r.NDCG10, (1 + 1/math.Log2(3)) / 2},
		{"sentence@1", r.Sentence1, .5}, {"sentence when right", r.SentenceWhenRight, 1},
		{"kept", r.Kept, .5}, {"false found", r.FalseFound, 1}, {"auroc", r.AUROC, .5},
	} {
		if math.Abs(c.got-c.want) > 1e-9 {
			t.Errorf("%s is %v, want %v", c.name, c.got, c.want)
		}
	}
	if len(r.Reliability) != 3 || r.Reliability[2].From != .9 || r.Reliability[2].Right != 1 || r.Reliability[1].Right != 0 {
		t.Errorf("reliability %+v", r.Reliability)
	}
}

func TestReportKeys(t *testing.T) {
	data, err := json.Marshal(eval.Report{})
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range strings.Fields("questions answerable hit@1 hit@3 hit@5 mrr@10 ndcg@10 sentence@1 sentence_when_right kept false_found auroc passages index_passages_per_s p50_ms p99_ms") {
		if !strings.Contains(string(data), `"`+key+`":`) {
			t.Errorf("no key %q in %s", key, data)
		}
	}
}

func TestContainsAnswer(t *testing.T) {
	for _, c := range []struct {
		sentence, answer string
		want             bool
	}{
		{"It rose to nearly $12 globally.", "nearly $12", true},
		{"The Café, in Paris.", "a cafe in paris", true},
		{"It took 120 days.", "12", false},
		{"It took 120 days.", "the", false},
		{"Nothing.", "", false},
	} {
		if got := eval.ContainsAnswer(c.sentence, []string{c.answer}); got != c.want {
			t.Errorf("%q in %q: %v", c.answer, c.sentence, got)
		}
	}
}

func TestBrokenFiles(t *testing.T) {
	for _, c := range []struct{ name, passages, questions, want string }{
		{"broken question line", passages, questions + "{\"id\":", "q.jsonl:4: not JSON"},
		{"broken passage line", "{]\n" + passages, questions, "p.jsonl:1: not JSON"},
		{"missing passage", passages, strings.Replace(questions, `"p3"`, `"p9"`, 1), `q.jsonl:2: relevant "p9" is not in the set`},
		{"no answerable question", passages, strings.Split(questions, "\n")[2], "q.jsonl: no answerable question"},
		{"empty question", passages, strings.Replace(questions, "Where is salt mined?", " ", 1), `q.jsonl:2: "question" is empty`},
		{"answerable by nothing", passages, strings.Replace(questions, `["p1"]`, `[]`, 1), `q.jsonl:1: answerable, but "relevant" is empty`},
		{"passage twice", passages + passages, questions, `p.jsonl:4: id "p1" stands in line 1 already`},
		{"passage without text", strings.Replace(passages, "Green tea is steamed.", "", 1), questions, `p.jsonl:2: "text" is empty`},
		{"passage without id", strings.Replace(passages, `"id":"p2",`, "", 1), questions, `p.jsonl:2: "id" is missing`},
		{"no passages", "\n", questions, "no passage in it"},
		{"no questions", passages, "", "no question in it"},
		{"two at once", "{]\n", "{]\n", "p.jsonl:1: not JSON|q.jsonl:1: not JSON"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := eval.NewPassageSet("p.jsonl", strings.NewReader(c.passages), "q.jsonl", strings.NewReader(c.questions))
			if err == nil {
				t.Fatal("no error")
			}
			for want := range strings.SplitSeq(c.want, "|") {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q, want %q in it", err, want)
				}
			}
		})
	}
}

func TestVariants(t *testing.T) {
	s := set(t, passages, questions)
	texts := func(s *eval.Set) string {
		var out []string
		for _, q := range s.Questions {
			out = append(out, q.Text)
		}
		return strings.Join(out, "|")
	}
	if got := texts(s.LowerCase().Answerable()); got != "where does tea grow|where is salt mined" {
		t.Errorf("lower case: %q", got)
	}
	wrong := s.Misspelt(1)
	if texts(wrong) == texts(s) || texts(wrong) != texts(s.Misspelt(1)) {
		t.Errorf("misspelt: %q, then %q", texts(wrong), texts(s.Misspelt(1)))
	}
	notes := s.Untitled()
	if n := len(notes.Collection.Articles); n != len(notes.Collection.Passages) || n != len(s.Collection.Passages) || notes.Collection.Articles[0].Title != "" {
		t.Errorf("untitled: %d articles of %d passages", n, len(notes.Collection.Passages))
	}
	for i, p := range notes.Collection.Passages {
		if p.Text() != s.Collection.Passages[i].Text() || !notes.Relevant(eval.Question{Relevant: []string{fmt.Sprint("p", i+1)}}, p) {
			t.Errorf("untitled passage %d is %q", i, p.Text())
		}
	}
	salt := s.Without(func(article int) bool { return article == 0 })
	if len(salt.Collection.Passages) != 1 || salt.Questions[0].Answerable || !salt.Questions[1].Answerable {
		t.Errorf("without tea: %d passages, questions %+v", len(salt.Collection.Passages), salt.Questions)
	}
	first, second := s.Halves(0)
	if texts(first) != "Where is salt mined?" || texts(second) != "Where does tea grow?|Who invented the kettle?" {
		t.Errorf("halves: %q and %q", texts(first), texts(second))
	}
	if _, left := salt.Halves(0); texts(left) != "Where does tea grow?" {
		t.Errorf("second half without tea: %q", texts(left))
	}
	alone := set(t, `{"id":"s","title":"Rock salt","text":"Salt keeps."}`, `{"id":"z","question":"Does salt keep?","relevant":["s"],"answerable":true}`)
	if again, _ := alone.Halves(0); texts(again) != "Does salt keep?" {
		t.Errorf("an article is in another half of another set: %q", texts(again))
	}
	wide := set(t, passages, `{"id":"x","question":"Where does tea grow?","relevant":["p1","p2"],"answers":["Assam"],"answerable":true}
{"id":"y","question":"What is salt?","relevant":["p3"],"answers":["a mineral"],"answerable":true}
{"id":"z","question":"Who drinks tea?","answerable":false,"written_for":"p2"}`).ByPassage()
	tea := wide.Questions[0]
	if got := texts(wide); got != "Where does tea grow?|Who drinks tea?" || !wide.Relevant(tea, wide.Collection.Passages[0]) || wide.Relevant(tea, wide.Collection.Passages[1]) {
		t.Errorf("by passage: %q, relevant %v", got, tea.Relevant)
	}
	if _, half := wide.Halves(0); texts(half) != "Where does tea grow?|Who drinks tea?" {
		t.Errorf("second half by passage: %q", texts(half))
	}
	other := set(t, passages, `{"id":"x","question":"Did Nansen sail in 1893?","relevant":["p1"],"answerable":true}`)
	swapped := other.Swapped(set(t, passages, `{"id":"y","question":"Was Amundsen born in 1872?","relevant":["p1"],"answerable":true}`), 1)
	if got := texts(swapped); got != "Did Amundsen sail in 1893?" && got != "Did Nansen sail in 1872?" || swapped.Questions[0].Answerable {
		t.Errorf("swapped: %q, answerable %v", got, swapped.Questions[0].Answerable)
	}
}
