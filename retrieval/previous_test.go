package retrieval_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
)

// sayings are sentences by language. Words are stop words in one and not in another ("no", "a", "on"), stems of
// others ("owned" and "own"), names here and plain words there ("Reed"), and alike but for a letter ("camp", "damp").
var sayings = map[string][]string{
	"en": {
		"The lighthouse at Cape Wren was built in 1874 by the brothers Hale.", "Its lamp burned whale oil until 1911.",
		"Nobody owned the reed beds of their own accord.", "Mary Reed counted 39 herons on the north bank.",
		"The ferries leave twice a day, but no ferry sails at night.", "Does a doe being chased cross the ice?",
		"Coal and labour earned the harbour its currency.", "Tulip bulbs were once dearer than houses in Haarlem.",
		"Six hundred families left because the river rose four metres.", "It did not rain in May 2015.",
		"The vamp stood on the ramp.", "The tamp was damp.", "A gamp hung in the camp.",
	},
	"es": {
		"El puente fue construido en 1912 por dos ingenieros.", "Las inundaciones lo destruyeron más tarde.",
		"No hay carbón en el puerto, según la nación.", "A Reed le gusta el faro.",
	},
	"ru": {"Мост построили два инженера за три года.", "Позже его разрушили наводнения.", "Reed писал о мосте в 1912 году."},
	"fr": {"L'État n'a qu'une dette envers le port.", "On construisit le pont en 1912, et le phare après."},
	"":   {"The herons of the bank had no lamp.", "Fifty houses owned the bridge in 1912."},
}

// asked are questions that some of the sayings answer, in whole, in other words, misspelt, or not at all.
var asked = []string{
	"Who built the lighthouse at Cape Wren?", "When was the bridge built?", "How far did the river rise?", "who owned the reed beds",
	"What does Mary Reed own?", "lighthuose Caep Wern", "whale oyl lamp", "How many herons did Reed count?", "39", "herons on the bank",
	"¿Cuándo se construyó el puente?", "¿Quién destruyó el carbón?", "Кто построил мост?", "Когда были наводнения?", "Quand a-t-on construit le pont ?",
	"Do ferries sail at night?", "no ferry", "Why did families leave?", "Who painted the ceiling of the Sistine Chapel?", "inundacion", "construct",
	"Did it not rain in May?", "tulips in Harlem", "own being doe", "What did Angela Merkel say about coal?", "houses owned", "dearest bulb",
	"Where is the yamp?",
}

// made is an article of a few sayings. Some have headings, some no passage.
func made(t *testing.T, r *rand.Rand) *corpus.Article {
	t.Helper()
	languages := []string{"en", "en", "es", "ru", "fr", ""}
	language := languages[r.IntN(len(languages))]
	pick := func() string { return sayings[language][r.IntN(len(sayings[language]))] }
	var text strings.Builder
	fmt.Fprintf(&text, "---\ntitle: %q\n", strings.TrimSuffix(pick(), "."))
	if language != "" {
		fmt.Fprintf(&text, "language: %s\n", language)
	}
	text.WriteString("---\n\n# " + pick() + "\n")
	for range r.IntN(4) {
		if r.IntN(3) == 0 {
			fmt.Fprintf(&text, "\n# %s\n", pick())
		}
		text.WriteString("\n")
		for range 1 + r.IntN(5) {
			text.WriteString(pick() + " ")
		}
		text.WriteString("\n")
	}
	a, err := corpus.Read("a.md", []byte(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	if language == "" {
		a.Language = ""
	}
	a.ID = fmt.Sprintf("%012x", r.Uint64()&(1<<48-1))
	return a
}

// state is a collection that changes, in the order of the articles' IDs or in none.
type state struct {
	articles []*corpus.Article
	passages map[*corpus.Article][]*corpus.Passage
	sorted   bool
}

func (s *state) collection() *corpus.Collection {
	if s.sorted {
		slices.SortFunc(s.articles, func(a, b *corpus.Article) int { return strings.Compare(a.ID, b.ID) })
	}
	c := &corpus.Collection{Articles: slices.Clone(s.articles)}
	for _, a := range s.articles {
		if s.passages[a] == nil {
			s.passages[a] = corpus.Split(a)
		}
		c.Passages = append(c.Passages, s.passages[a]...)
	}
	return c
}

// change adds, removes, replaces or splits anew some articles.
func (s *state) change(t *testing.T, r *rand.Rand) {
	for range 1 + r.IntN(3) {
		at := r.IntN(len(s.articles) + 1)
		switch n := r.IntN(10); {
		case n < 4 || at == len(s.articles):
			s.articles = slices.Insert(s.articles, at, made(t, r))
		case n < 7:
			s.articles = slices.Delete(s.articles, at, at+1)
		case n < 8:
			s.articles[at] = made(t, r)
		case n < 9: // corrected details
			other := *s.articles[at]
			other.Title, other.Language = "The bridge of 1912", "fr"
			s.articles[at] = &other
		default:
			delete(s.passages, s.articles[at])
		}
	}
	if !s.sorted {
		r.Shuffle(len(s.articles), func(i, j int) { s.articles[i], s.articles[j] = s.articles[j], s.articles[i] })
	}
}

// TestPreviousChangesNoAnswer holds engines made from earlier ones, over many changes, to the answers of engines
// made from scratch: citations, scores and confidence alike.
func TestPreviousChangesNoAnswer(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, 1))
			s := &state{passages: make(map[*corpus.Article][]*corpus.Passage), sorted: seed%2 == 0}
			for range r.IntN(30) {
				s.articles = append(s.articles, made(t, r))
			}
			previous := engine(t, s.collection(), retrieval.Options{})
			for step := range 6 {
				s.change(t, r)
				c := s.collection()
				next := engine(t, c, retrieval.Options{Previous: previous})
				sameAnswers(t, step, next, engine(t, c, retrieval.Options{}))
				if r.IntN(4) > 0 { // else two come from the same one
					previous = next
				}
			}
		})
	}
}

func sameAnswers(t *testing.T, step int, got, want *retrieval.Engine) {
	t.Helper()
	articles := want.Collection().Articles
	for i, text := range asked {
		q := retrieval.Query{Text: text, Limit: 10}
		if i%5 == 0 && len(articles) > 0 {
			q.Article = articles[(i+step)%len(articles)].ID
		}
		a, gotErr := got.Ask(t.Context(), q)
		b, wantErr := want.Ask(t.Context(), q)
		if !reflect.DeepEqual(a, b) || !reflect.DeepEqual(gotErr, wantErr) {
			t.Errorf("step %d, %q: with an earlier engine\n%+v, %v\nwithout\n%+v, %v", step, text, a, gotErr, b, wantErr)
		}
		if i%3 != step%3 {
			continue
		}
		x, _ := got.Examine(t.Context(), text)
		y, _ := want.Examine(t.Context(), text)
		if !reflect.DeepEqual(x, y) {
			t.Errorf("step %d, %q: other evidence with an earlier engine", step, text)
		}
	}
}

// counting is the built-in embedder that counts the texts it is given.
type counting struct {
	retrieval.Embedder
	model string
	texts *atomic.Int64
}

func (c counting) Model() string { return c.model }

func (c counting) Embed(ctx context.Context, inputs []retrieval.Input) ([][]float32, error) {
	c.texts.Add(int64(len(inputs)))
	return c.Embedder.Embed(ctx, inputs)
}

// TestPreviousSparesWork counts the passages that are analysed and embedded after a change.
func TestPreviousSparesWork(t *testing.T) {
	two := articles(t, "hale.txt", "The lighthouse was built by the brothers Hale.", "reed.txt", "Mary Reed counted the herons.")
	three := &corpus.Collection{
		Articles: append(articles(t, "ice.txt", "The river froze twice.").Articles, two.Articles...),
	}
	three.Passages = slices.Concat(corpus.Split(three.Articles[0]), two.Passages)
	for _, c := range []struct {
		name               string
		model              string
		after              *corpus.Collection
		analysed, embedded int
	}{
		{"nothing changes", "first", two, 0, 0},
		{"one is added", "first", three, 1, 1},
		{"one is removed", "first", &corpus.Collection{Articles: two.Articles[1:], Passages: two.Passages[1:]}, 0, 0},
		{"another order", "first", &corpus.Collection{
			Articles: []*corpus.Article{two.Articles[1], two.Articles[0]}, Passages: []*corpus.Passage{two.Passages[1], two.Passages[0]},
		}, 1, 1},
		{"another embedder", "second", two, 0, 2},
		{"other articles", "first", articles(t, "a.txt", "Coal is dear.", "b.txt", "Salt is mined.", "c.txt", "Tea is picked."), 3, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			var texts atomic.Int64
			before := engine(t, two, retrieval.Options{Embedder: counting{retrieval.BuiltIn(), "first", &texts}})
			texts.Store(0)
			analysed := 0
			engine(t, c.after, retrieval.Options{
				Previous: before, Embedder: counting{retrieval.BuiltIn(), c.model, &texts}, Progress: func(_, total int) { analysed = total },
			})
			if analysed != c.analysed || texts.Load() != int64(c.embedded) {
				t.Errorf("%d passages analysed, %d embedded; want %d and %d", analysed, texts.Load(), c.analysed, c.embedded)
			}
		})
	}
}

// TestPreviousServesMany makes engines from the same one side by side, while it answers.
func TestPreviousServesMany(t *testing.T) {
	r := rand.New(rand.NewPCG(77, 1))
	s := &state{passages: make(map[*corpus.Article][]*corpus.Passage), sorted: true}
	for range 20 {
		s.articles = append(s.articles, made(t, r))
	}
	previous := engine(t, s.collection(), retrieval.Options{})
	want := ask(t, previous, asked[0])
	var running sync.WaitGroup
	for i := range 4 {
		s.change(t, r)
		c := s.collection()
		running.Go(func() {
			next, err := retrieval.New(t.Context(), c, retrieval.Options{Previous: previous})
			if err != nil {
				t.Error(err)
				return
			}
			scratch, err := retrieval.New(t.Context(), c, retrieval.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			sameAnswers(t, i, next, scratch)
		})
	}
	for range 20 {
		if got := ask(t, previous, asked[0]); !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, then %+v", want, got)
		}
	}
	running.Wait()
}
