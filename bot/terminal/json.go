package terminal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
	"unicode"

	"footnote/corpus"
	"footnote/retrieval"
)

// The types here are the stable shape of --json: keys are added, never renamed or removed.

type jsonAnswer struct {
	Question   string         `json:"question"`
	Found      bool           `json:"found"`
	Confidence float64        `json:"confidence"`
	Citations  []jsonCitation `json:"citations"`
	Stats      jsonStats      `json:"stats"`
}

type jsonCitation struct {
	N       int         `json:"n"`
	Quote   string      `json:"quote"`
	Answer  string      `json:"answer"`
	Article jsonArticle `json:"article"`
	Locator jsonLocator `json:"locator"`
	Start   int         `json:"start"`
	End     int         `json:"end"`
	Score   float64     `json:"score"`
	// Also is left out where no other article says the same.
	Also []jsonCopy `json:"also,omitempty"`
}

// jsonCopy is a passage of another article that says the same.
type jsonCopy struct {
	Quote   string      `json:"quote"`
	Article jsonArticle `json:"article"`
	Locator jsonLocator `json:"locator"`
	Start   int         `json:"start"`
	End     int         `json:"end"`
}

type jsonArticle struct {
	ID               string   `json:"id"`
	Title            string   `json:"title"`
	TitleInferred    bool     `json:"title_inferred"`
	Authors          []string `json:"authors"`
	Publisher        string   `json:"publisher"`
	Published        string   `json:"published"`
	URL              string   `json:"url"`
	Language         string   `json:"language"`
	LanguageInferred bool     `json:"language_inferred"`
}

type jsonLocator struct {
	Page      string `json:"page"`
	Section   string `json:"section"`
	Paragraph int    `json:"paragraph"`
}

type jsonStats struct {
	Articles  int     `json:"articles"`
	Passages  int     `json:"passages"`
	ElapsedMS float64 `json:"elapsed_ms"`
}

// JSON is the answer as one JSON object and a line feed. What is not known is an empty text, no list
// is null. elapsed is the time that the question took, without reading the articles.
func JSON(a retrieval.Answer, elapsed time.Duration) ([]byte, error) {
	out := jsonAnswer{
		Question: a.Question, Found: a.Found, Confidence: a.Confidence,
		Citations: []jsonCitation{},
		Stats: jsonStats{
			Articles: a.Articles, Passages: a.Passages,
			ElapsedMS: float64(elapsed.Microseconds()) / 1000,
		},
	}
	for _, c := range a.Citations {
		out.Citations = append(out.Citations, citationOf(c))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(out); err != nil {
		return nil, fmt.Errorf("answer as json: %w", err)
	}
	return escapeControls(b.Bytes()), nil
}

func citationOf(c retrieval.Citation) jsonCitation {
	out := jsonCitation{
		N: c.N, Quote: c.Quote(), Answer: c.Marked(), Score: c.Score,
		Start: c.Passage.Start, End: c.Passage.End,
		Article: articleOf(c.Passage.Article), Locator: jsonLocator(c.Locator()),
	}
	for _, p := range c.Also {
		out.Also = append(out.Also, jsonCopy{p.Text(), articleOf(p.Article), jsonLocator(p.Locator), p.Start, p.End})
	}
	return out
}

func articleOf(a *corpus.Article) jsonArticle {
	d := a.Details
	return jsonArticle{
		ID: a.ID, Title: d.Title, TitleInferred: d.TitleInferred,
		Authors: append([]string{}, d.Authors...), Publisher: d.Publisher, Published: d.Published,
		URL: d.URL, Language: d.Language, LanguageInferred: d.LanguageInferred,
	}
}

// escapeControls writes the control characters that JSON allows as they are (U+007F to U+009F) as
// escapes, so that an answer which is shown on a terminal cannot steer it.
func escapeControls(data []byte) []byte {
	var out []byte
	for _, r := range string(data) {
		if r > 0x7e && unicode.IsControl(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
			continue
		}
		out = append(out, string(r)...)
	}
	return out
}
