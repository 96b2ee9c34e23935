package retrieval_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval"
)

func examples(t testing.TB, o retrieval.Options) *retrieval.Engine {
	t.Helper()
	c, err := corpus.Examples()
	if err != nil {
		t.Fatal(err)
	}
	return engine(t, c, o)
}

func engine(t testing.TB, c *corpus.Collection, o retrieval.Options) *retrieval.Engine {
	t.Helper()
	e, err := retrieval.New(t.Context(), c, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// articles makes a collection of texts, each a file's content by its name.
func articles(t testing.TB, texts ...string) *corpus.Collection {
	t.Helper()
	var all []*corpus.Article
	for i := 0; i < len(texts); i += 2 {
		a, err := corpus.Read(texts[i], []byte(texts[i+1]))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	return corpus.NewCollection(all)
}

func ask(t testing.TB, e *retrieval.Engine, question string) retrieval.Answer {
	t.Helper()
	a, err := e.Ask(t.Context(), retrieval.Query{Text: question})
	if err != nil {
		t.Fatalf("%q: %v", question, err)
	}
	check(t, a)
	return a
}

// check holds what every answer must keep to, whatever was asked.
func check(t testing.TB, a retrieval.Answer) {
	t.Helper()
	if !(a.Confidence >= 0 && a.Confidence <= 1) {
		t.Errorf("%q: confidence %v", a.Question, a.Confidence)
	}
	if a.Found && len(a.Citations) == 0 {
		t.Errorf("%q: found, without a citation", a.Question)
	}
	for i, c := range a.Citations {
		if c.N != i+1 || i > 0 && c.Score > a.Citations[i-1].Score {
			t.Errorf("%q: citation %d is numbered %d with score %v", a.Question, i+1, c.N, c.Score)
		}
		p := c.Passage
		if p.Article.Text[p.Start:p.End] != c.Quote() || !strings.Contains(c.Quote(), c.Marked()) || c.Marked() == "" {
			t.Errorf("%q: %q is not a part of %q", a.Question, c.Marked(), c.Quote())
		}
		if c.Sentence.Start < p.Start || c.Sentence.End > p.End {
			t.Errorf("%q: sentence %v outside of passage [%d,%d)", a.Question, c.Sentence, p.Start, p.End)
		}
	}
}

func TestAsk(t *testing.T) {
	e := examples(t, retrieval.Options{})
	for _, c := range []struct{ name, question, marked string }{
		{"plain", "How does Office 39 earn hard currency?", "exporting workers and natural resources"},
		{"lower case without a mark", "how does office 39 earn hard currency", "exporting workers and natural resources"},
		{"misspelt", "How does Ofice 39 earn hard curency?", "exporting workers and natural resources"},
		{"a number", "How much of North Korea's imports came from China in 2015?", "85"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := ask(t, e, c.question)
			if !a.Found || !strings.Contains(a.Citations[0].Marked(), c.marked) {
				t.Errorf("found %v (%.2f), marked %q; want %q in it", a.Found, a.Confidence, a.Citations[0].Marked(), c.marked)
			}
		})
	}
}

func TestNotFound(t *testing.T) {
	e := examples(t, retrieval.Options{})
	for _, question := range []string{
		"Who painted the ceiling of the Sistine Chapel?",
		"How long should I boil an egg?",
		"What did Angela Merkel say about Office 39?", // a name that no article mentions
		"qwxzv brzkt flmpq",
	} {
		if a := ask(t, e, question); a.Found {
			t.Errorf("%q: found with confidence %.2f: %q", question, a.Confidence, a.Citations[0].Marked())
		}
	}
}

func TestQuestionErrors(t *testing.T) {
	e := examples(t, retrieval.Options{})
	for _, c := range []struct{ name, question, want string }{
		{"empty", "", "empty"},
		{"white space", " \n\t", "empty"},
		{"stop words", "what is it that they do?", "only words that every text has"},
		{"emoji", "🙂🙂🙂", "no words"},
		{"punctuation", "?!…", "no words"},
		{"too long", strings.Repeat("coal ", 2000), "10000 characters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := e.Ask(t.Context(), retrieval.Query{Text: c.question})
			var problem *retrieval.QuestionError
			if !errors.As(err, &problem) || !strings.Contains(problem.Error(), c.want) {
				t.Errorf("error %v, want a question error with %q", err, c.want)
			}
		})
	}
}

func TestOnlyOneArticle(t *testing.T) {
	e := examples(t, retrieval.Options{})
	id := e.Collection().Articles[3].ID
	a, err := e.Ask(t.Context(), retrieval.Query{Text: "What do sanctions on North Korea achieve?", Article: id, Limit: 10})
	if err != nil || len(a.Citations) == 0 {
		t.Fatalf("%d citations, error %v", len(a.Citations), err)
	}
	for _, c := range a.Citations {
		if c.Passage.Article.ID != id {
			t.Errorf("citation %d is of %q", c.N, c.Passage.Article.Title)
		}
	}
	if _, err := e.Ask(t.Context(), retrieval.Query{Text: "sanctions", Article: "nosuch"}); !retrieval.IsQuestionError(err) {
		t.Errorf("an unknown article: error %v", err)
	}
}

func TestLanguagesSideBySide(t *testing.T) {
	e := engine(t, articles(t,
		"flood.md", "---\ntitle: The flood\nlanguage: en\n---\nThe river rose four metres in one night. Six hundred families left their houses.\n",
		"puente.md", "---\ntitle: El puente\nlanguage: es\n---\nEl puente fue construido en 1912 por dos ingenieros. Las inundaciones lo destruyeron más tarde.\n",
		"most.md", "---\ntitle: Мост\nlanguage: ru\n---\nМост построили два инженера за три года. Позже его разрушили наводнения.\n",
	), retrieval.Options{})
	for question, want := range map[string]string{
		"How far did the river rise?":                 "four metres",
		"¿Cuándo se construyeron los puentes?":        "1912",
		"Кто построил мосты?":                         "два инженера",
		"What did the families do, and how many were": "Six hundred",
	} {
		if a := ask(t, e, question); len(a.Citations) == 0 || !strings.Contains(a.Citations[0].Marked(), want) {
			t.Errorf("%q: %+v; want %q marked", question, a.Citations, want)
		}
	}
}

// TestLocatorOfTheMarkedSentence: a citation leads to the paragraph of the sentence that answers.
func TestLocatorOfTheMarkedSentence(t *testing.T) {
	c := articles(t, "ferry.txt", "The ferry was built in Bergen.\n\nIts captain is Ann Lee.\n\nIt carries 300 people.")
	e := engine(t, c, retrieval.Options{})
	for question, want := range map[string]int{"Where was the ferry built?": 1, "Who is the captain?": 2, "How many people does it carry?": 3} {
		c := ask(t, e, question).Citations[0]
		if got := c.Locator().Paragraph; got != want || c.Passage.Locator.Paragraph != 1 {
			t.Errorf("%s %q is cited as paragraph %d of a passage from paragraph %d on; want %d from 1 on", question, c.Marked(), got, c.Passage.Locator.Paragraph, want)
		}
	}
}

// A note of one sentence is too short for its language to be told; its words are stemmed all the same.
func TestShortNote(t *testing.T) {
	c := articles(t, "note.md", "The captives fled through a drain below the laundry.")
	if language := c.Articles[0].Language; language != "" {
		t.Fatalf("the note has the language %q: this tests nothing", language)
	}
	e := engine(t, c, retrieval.Options{})
	if a := ask(t, e, "Do laundries have drains?"); len(a.Citations) != 1 {
		t.Errorf("%+v", a.Citations)
	}
	var problem *retrieval.QuestionError
	if _, err := e.Ask(t.Context(), retrieval.Query{Text: "What is it that they do?"}); !errors.As(err, &problem) || problem.Problem != retrieval.CommonWords {
		t.Errorf("a question of English stop words gives %v", err)
	}
}

func TestCopiesAreFolded(t *testing.T) {
	report := "The lighthouse at Cape Wren was built in 1874 by the brothers Hale, who had come from the mainland with forty masons. Its lamp burned whale oil until 1911. Keepers lived there with their families, a cow and a small vegetable garden behind the wall.\n"
	ferry := "\nThe ferry to the cape leaves twice a day in summer.\n"
	for _, c := range []struct {
		name, other string
		also        int
	}{
		{"the same text", report, 1},
		{"one word changed", strings.Replace(report, "small", "little", 1), 1},
		{"with more around it", "Cape Wren gets visitors again. " + report, 1},
		{"on the same subject", "The lighthouse at Cape Wren was visited by four hundred pupils in May, who climbed its stair and saw whales.\n", 0},
		{"the answering sentence reworded", strings.Replace(report, "was built in 1874 by the brothers Hale", "was put up in 1874 by the brothers Hale", 1), 1},
		{"twice in one article", report + ferry + "\n" + report, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := engine(t, articles(t, "a.txt", report+ferry, "b.txt", c.other), retrieval.Options{})
			a := ask(t, e, "Who built the lighthouse at Cape Wren?")
			best := a.Citations[0]
			if len(best.Also) != c.also {
				t.Fatalf("%d copies of %q, want %d", len(best.Also), best.Quote(), c.also)
			}
			for _, other := range a.Citations[1:] {
				if strings.Contains(other.Quote(), "whale oil") {
					t.Errorf("cited by itself, too: %q", other.Quote())
				}
			}
			for _, p := range best.Also {
				if p.Article == best.Passage.Article || !strings.Contains(p.Text(), "whale oil") {
					t.Errorf("copy in %q: %q", p.Article.Title, p.Text())
				}
			}
		})
	}
}

func TestOnlySomeCopiesAreNamed(t *testing.T) {
	report := "The lighthouse at Cape Wren was built in 1874 by the brothers Hale, who had come from the mainland with forty masons."
	var texts []string
	for i := range 7 {
		texts = append(texts, fmt.Sprintf("%d.txt", i), fmt.Sprintf("Paper %d\n\n%s\n", i, report))
	}
	a := ask(t, engine(t, articles(t, texts...), retrieval.Options{}), "Who built the lighthouse at Cape Wren?")
	if best := a.Citations[0]; len(a.Citations) != 1 || len(best.Also) != 4 {
		t.Errorf("%d citations, the first also in %d articles; want 1 and 4", len(a.Citations), len(best.Also))
	}
}

// TestShortCopies: a caption that stands word for word in a long paragraph is no copy of it.
func TestShortCopies(t *testing.T) {
	short := "The brothers Hale built the lighthouse at Cape Wren."
	long := short + " They had come from the mainland with forty masons, three cooks and a priest, and went home after two winters with nothing but debts, frostbite, quarrels and a ginger cat.\n"
	a := ask(t, engine(t, articles(t, "a.txt", long, "b.txt", short+"\n"), retrieval.Options{}), "Who built the lighthouse at Cape Wren?")
	if len(a.Citations) != 2 {
		t.Errorf("%d citations, want both by themselves", len(a.Citations))
	}
}

// TestCopyWithoutTheAnswerIsNone: a paper that cut the answering sentence from a report does not say it, too.
func TestCopyWithoutTheAnswerIsNone(t *testing.T) {
	const answer = "The captain, Per Lindqvist, blamed a broken lighthouse lamp. "
	report := "The night ferry from Ostrand to Hallin sank on Tuesday after striking an unmarked sandbank outside the harbour. Rescuers in small boats pulled passengers from freezing water until dawn, while helicopters searched the coast. " +
		answer + "Relatives waited in the chapel for news throughout the morning, wrapped in blankets.\n"
	e := engine(t, articles(t, "a.txt", report, "b.txt", strings.Replace(report, answer, "", 1)), retrieval.Options{})
	a := ask(t, e, "What did captain Per Lindqvist blame?")
	if best := a.Citations[0]; !strings.Contains(best.Marked(), "lamp") || len(best.Also) != 0 {
		t.Errorf("%q is also in %d articles, want none", best.Marked(), len(best.Also))
	}
	a = ask(t, e, "Where did the relatives wait for news?")
	if best := a.Citations[0]; !strings.Contains(best.Marked(), "chapel") || len(best.Also) != 1 {
		t.Errorf("%q is also in %d articles, want 1", best.Marked(), len(best.Also))
	}
}

// TestBestOfMany: of more passages than are looked at closely, those with most of the question's words are, wherever they stand.
func TestBestOfMany(t *testing.T) {
	var texts []string
	for i := range 400 {
		name := fmt.Sprintf("%03d.md", i)
		texts = append(texts, name, fmt.Sprintf("---\nlanguage: en\n---\nThe zorvel flamped item %d.\n", i))
	}
	texts = append(texts, "last.md", "---\nlanguage: en\n---\nThe zorvel flamped the quindle in Brastow.\n")
	a := ask(t, engine(t, articles(t, texts...), retrieval.Options{}), "Where did the zorvel flamp the quindle?")
	if len(a.Citations) == 0 || !strings.Contains(a.Citations[0].Marked(), "Brastow") {
		t.Errorf("%+v", a.Citations)
	}
}

// TestNearestOfOneArticle: where a question is limited to an article, its passages nearest in meaning are found without a
// word in common, however large the collection is.
func TestNearestOfOneArticle(t *testing.T) {
	texts := []string{"a.md", "---\nlanguage: ru\n---\nРабочие перестроили мост.\n"}
	for i := range 2100 {
		texts = append(texts, fmt.Sprintf("%d.md", i), fmt.Sprintf("---\nlanguage: ru\n---\nРабочие застроили улицу %d.\n", i))
	}
	c := articles(t, texts...)
	a, err := engine(t, c, retrieval.Options{}).Ask(t.Context(), retrieval.Query{Text: "Что они застроили?", Article: c.Articles[0].ID})
	if err != nil || len(a.Citations) != 1 || !strings.Contains(a.Citations[0].Quote(), "перестроили") {
		t.Errorf("%+v, %v", a.Citations, err)
	}
}

// TestOtherLanguagesAreNotNear: vectors of another language say nothing of nearness to the question.
func TestOtherLanguagesAreNotNear(t *testing.T) {
	var texts []string
	for i := range 6 {
		texts = append(texts, fmt.Sprintf("en%d.md", i), fmt.Sprintf("---\nlanguage: en\n---\nThe river rose %d metres in one night. Six hundred families left their houses.\n", i),
			fmt.Sprintf("ru%d.md", i), fmt.Sprintf("---\nlanguage: ru\n---\nМост построили %d инженера за три года. Позже его разрушили наводнения и ветер.\n", i))
	}
	a := ask(t, engine(t, articles(t, texts...), retrieval.Options{}), "Who painted the ceiling of the Sistine Chapel?")
	if a.Found || len(a.Citations) == 0 {
		t.Errorf("found %v, %d citations: this tests nothing", a.Found, len(a.Citations))
	}
	for _, c := range a.Citations {
		if c.Passage.Article.Language != "en" {
			t.Errorf("cites %q", c.Quote())
		}
	}
}

func TestEmptyCollection(t *testing.T) {
	a := ask(t, engine(t, &corpus.Collection{}, retrieval.Options{}), "Who built the bridge?")
	if a.Found || len(a.Citations) != 0 {
		t.Errorf("an empty collection answers %+v", a)
	}
}

func TestSameAnswerEveryTime(t *testing.T) {
	c, err := corpus.Examples()
	if err != nil {
		t.Fatal(err)
	}
	const question = "Why do sanctions on companies fail, and what could China do?"
	want := ask(t, engine(t, c, retrieval.Options{}), question)
	for range 3 {
		e := engine(t, c, retrieval.Options{})
		for range 3 {
			if got := ask(t, e, question); !reflect.DeepEqual(got, want) {
				t.Fatalf("%+v, then %+v", want, got)
			}
		}
	}
}

// failing embeds passages, but no question.
type failing struct{}

func (failing) Model() string { return "failing-1" }

func (failing) Embed(_ context.Context, inputs []retrieval.Input) ([][]float32, error) {
	if len(inputs) == 1 && strings.HasSuffix(inputs[0].Text, "?") {
		return nil, errors.New("connection refused")
	}
	vectors := make([][]float32, len(inputs))
	for i := range vectors {
		vectors[i] = []float32{1, 0}
	}
	return vectors, nil
}

func TestWordsAnswerAloneWhenTheEmbedderFails(t *testing.T) {
	a := ask(t, examples(t, retrieval.Options{Embedder: failing{}}), "How does Office 39 earn hard currency?")
	if text := a.DegradedText(); a.Degraded != retrieval.WordsOnly || !strings.Contains(text, "connection refused") {
		t.Errorf("degraded: %q, %q", a.Degraded, text)
	}
	if !strings.Contains(a.Citations[0].Marked(), "exporting workers") {
		t.Errorf("marked %q", a.Citations[0].Marked())
	}
}

// mute embeds passages as failing does, and has no vector for a question.
type mute struct{ failing }

func (m mute) Embed(ctx context.Context, inputs []retrieval.Input) ([][]float32, error) {
	vectors, err := m.failing.Embed(ctx, inputs)
	if err != nil {
		return nil, nil
	}
	return vectors, nil
}

// TestDegradedWithoutAnyWord: where the words find nothing, it matters most that meaning was not compared.
func TestDegradedWithoutAnyWord(t *testing.T) {
	for _, e := range []retrieval.Embedder{failing{}, mute{}} {
		for question, cited := range map[string]bool{"How does Office 39 earn hard currency?": true, "Who zzzqx qwxzv brzkt?": false} {
			a := ask(t, examples(t, retrieval.Options{Embedder: e}), question)
			if a.Degraded != retrieval.WordsOnly || a.Cause == nil || len(a.Citations) > 0 != cited {
				t.Errorf("%T: %q: degraded %q by %v, %d citations", e, question, a.Degraded, a.Cause, len(a.Citations))
			}
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	e := examples(t, retrieval.Options{})
	cancel()
	if _, err := e.Ask(ctx, retrieval.Query{Text: "Who defected?"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Ask: %v", err)
	}
	if _, err := retrieval.New(ctx, e.Collection(), retrieval.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("New: %v", err)
	}
}

func FuzzAsk(f *testing.F) {
	e := examples(f, retrieval.Options{})
	for _, s := range []string{
		"Who?", "a", "39", "Office Office Office 39", "\xff\xfe", "КНДР 制裁 Office", strings.Repeat("why ", 300), strings.Repeat("x", 5000),
		"what about \u202e39 eciffO\u202c?", "l'État n'a qu’une dette?", "1 2 3 4 5 6 7 8 9 10 11 12", "🙂 coal 🙂 coal",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, question string) {
		first, err := e.Ask(t.Context(), retrieval.Query{Text: question})
		if err != nil && !retrieval.IsQuestionError(err) {
			t.Fatal(err)
		}
		check(t, first)
		again, _ := e.Ask(t.Context(), retrieval.Query{Text: question})
		if !reflect.DeepEqual(first, again) {
			t.Errorf("%q: %+v, then %+v", question, first, again)
		}
		if utf8.RuneCountInString(question) > retrieval.MaxQuestion && err == nil {
			t.Errorf("%d bytes were taken", len(question))
		}
	})
}
