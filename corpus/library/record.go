package library

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"footnote/corpus"
)

// The JSON forms in the database. Their keys stay as they are; new ones may be added.
type (
	recordDetails struct {
		Title            string         `json:"title"`
		TitleInferred    bool           `json:"title_inferred,omitempty"`
		Authors          []string       `json:"authors,omitempty"`
		Publisher        string         `json:"publisher,omitempty"`
		Published        string         `json:"published,omitempty"`
		URL              string         `json:"url,omitempty"`
		Language         string         `json:"language,omitempty"`
		LanguageInferred bool           `json:"language_inferred,omitempty"`
		Sources          []recordSource `json:"sources,omitempty"`
	}
	recordSource struct {
		Title     string `json:"title,omitempty"`
		Publisher string `json:"publisher,omitempty"`
		Published string `json:"published,omitempty"`
		URL       string `json:"url,omitempty"`
	}
	recordBlock struct {
		Kind  corpus.BlockKind `json:"k,omitempty"`
		Start int              `json:"s"`
		End   int              `json:"e"`
		Level int              `json:"l,omitempty"`
		Page  string           `json:"p,omitempty"`
	}
)

// record is an article as its row has it.
type record struct {
	number                       int64
	collection, id, location     string
	text, details, edits, blocks string
}

func encodeDetails(d corpus.Details) (string, error) {
	r := recordDetails{
		Title: d.Title, TitleInferred: d.TitleInferred, Authors: d.Authors, Publisher: d.Publisher,
		Published: d.Published, URL: d.URL, Language: d.Language, LanguageInferred: d.LanguageInferred,
	}
	for _, s := range d.Sources {
		r.Sources = append(r.Sources, recordSource(s))
	}
	data, err := json.Marshal(r)
	return string(data), err
}

// decodeDetails are an article's details with a person's edits in them.
func decodeDetails(details, edits string) (corpus.Details, error) {
	var r recordDetails
	var e Edits
	if err := errors.Join(json.Unmarshal([]byte(details), &r), json.Unmarshal([]byte(edits), &e)); err != nil {
		return corpus.Details{}, err
	}
	d := corpus.Details{
		Title: r.Title, TitleInferred: r.TitleInferred, Authors: r.Authors, Publisher: r.Publisher,
		Published: r.Published, URL: r.URL, Language: r.Language, LanguageInferred: r.LanguageInferred,
	}
	for _, s := range r.Sources {
		d.Sources = append(d.Sources, corpus.Source(s))
	}
	return e.apply(d), nil
}

func encodeBlocks(blocks []corpus.Block) (string, error) {
	list := make([]recordBlock, len(blocks))
	for i, b := range blocks {
		list[i] = recordBlock(b)
	}
	data, err := json.Marshal(list)
	return string(data), err
}

// decodeBlocks are the blocks of a text, which must hold them in order.
func decodeBlocks(blocks, text string) ([]corpus.Block, error) {
	var list []recordBlock
	if err := json.Unmarshal([]byte(blocks), &list); err != nil {
		return nil, err
	}
	out := make([]corpus.Block, len(list))
	end := 0
	for i, b := range list {
		if b.Start < end || b.End < b.Start || b.End > len(text) {
			return nil, fmt.Errorf("block %d is at %d to %d of %d bytes", i, b.Start, b.End, len(text))
		}
		out[i], end = corpus.Block(b), b.End
	}
	return out, nil
}

// article is the article of a row. That the text is still the one that was stored is checked by its ID.
func (r record) article() (*corpus.Article, error) {
	if textID(r.text) != r.id {
		return nil, damaged(fmt.Errorf("the text of article %s is not what was stored", r.id))
	}
	details, err := decodeDetails(r.details, r.edits)
	if err != nil {
		return nil, damaged(fmt.Errorf("details of article %s: %w", r.id, err))
	}
	blocks, err := decodeBlocks(r.blocks, r.text)
	if err != nil {
		return nil, damaged(fmt.Errorf("blocks of article %s: %w", r.id, err))
	}
	return &corpus.Article{ID: r.id, Details: details, Source: r.location, Text: r.text, Blocks: slices.Clip(blocks)}, nil
}

// textID is corpus.Article.ID of a text.
func textID(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:6])
}

// checkHash is damage where bytes are not those that were stored under the hash.
func checkHash(id string, hash, data []byte) error {
	if sum := sha256.Sum256(data); string(sum[:]) != string(hash) {
		return damaged(fmt.Errorf("the original of article %s is not what was stored", id))
	}
	return nil
}
