package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// appended is how many numbers follow a vector in the package: its length, and the rank of its word.
const appended = 2

// embeddings reads the package's file: an object with the numbers of dimensions, the words by falling frequency and,
// behind those, an object with the vector of each word. One vector at a time is in memory.
type embeddings struct {
	decoder *json.Decoder
	dims    int
	words   []string
	// ranks finds a word in words; read says which of their vectors were there.
	ranks map[string]int
	read  []bool
	// begin is called with the words, then each with the rank of every word and its vector, which it may not keep.
	begin func(words []string)
	each  func(rank int, vector []float64)
}

// readEmbeddings reads the file, whose vectors must have dims numbers each, and calls begin and each as told there.
func readEmbeddings(file io.Reader, dims int, begin func([]string), each func(int, []float64)) error {
	e := embeddings{decoder: json.NewDecoder(file), dims: dims, begin: begin, each: each}
	if err := e.object(e.member); err != nil {
		return whole(err)
	}
	if err := e.end(); err != nil {
		return err
	}
	if e.words == nil {
		return errors.New(`there are no "words"`)
	}
	for rank, read := range e.read {
		if !read {
			return fmt.Errorf("word %q has no vector", e.words[rank])
		}
	}
	return nil
}

// whole says of an end that it came too early: the file ends behind the last brace only.
func whole(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (e *embeddings) end() error {
	switch token, err := e.decoder.Token(); {
	case err == nil:
		return fmt.Errorf("byte %d: %v follows the last brace", e.decoder.InputOffset(), token)
	case !errors.Is(err, io.EOF):
		return err
	}
	return nil
}

// object calls member with each key of an object; it has to read the value.
func (e *embeddings) object(member func(key string) error) error {
	if err := e.delimiter('{'); err != nil {
		return err
	}
	for e.decoder.More() {
		key, err := e.decoder.Token()
		if err != nil {
			return err
		}
		if err := member(key.(string)); err != nil { // the keys of an object are strings
			return err
		}
	}
	return e.delimiter('}')
}

func (e *embeddings) delimiter(want json.Delim) error {
	have, err := e.decoder.Token()
	if err == nil && have != want {
		err = fmt.Errorf("byte %d: want %q, have %v", e.decoder.InputOffset(), want, have)
	}
	return err
}

// member reads a value of the outer object.
func (e *embeddings) member(key string) error {
	switch key {
	case "dimensions":
		var have int
		if err := e.decode(key, &have); err != nil {
			return err
		}
		if have != e.dims {
			return fmt.Errorf("the vectors have %d dimensions, want %d", have, e.dims)
		}
		return nil
	case "words":
		return e.readWords()
	case "vectors":
		if e.words == nil {
			return errors.New(`the "vectors" come before the "words"`)
		}
		vector := make([]float64, 0, e.dims+appended)
		return e.object(func(word string) error { return e.readVector(word, vector) })
	default:
		return e.decode(key, new(json.RawMessage))
	}
}

func (e *embeddings) decode(key string, v any) error {
	if err := e.decoder.Decode(v); err != nil {
		return fmt.Errorf("byte %d: %q: %w", e.decoder.InputOffset(), key, err)
	}
	return nil
}

func (e *embeddings) readWords() error {
	if e.words != nil {
		return errors.New(`there are two lists of "words"`)
	}
	if err := e.decode("words", &e.words); err != nil {
		return err
	}
	e.ranks, e.read = make(map[string]int, len(e.words)), make([]bool, len(e.words))
	for rank, word := range e.words {
		if first, twice := e.ranks[word]; twice {
			return fmt.Errorf("word %q has the ranks %d and %d", word, first, rank)
		}
		e.ranks[word] = rank
	}
	e.begin(e.words)
	return nil
}

// readVector decodes into the capacity of vector.
func (e *embeddings) readVector(word string, vector []float64) error {
	rank, known := e.ranks[word]
	if !known {
		return fmt.Errorf("there is a vector of %q, which is none of the words", word)
	}
	if e.read[rank] {
		return fmt.Errorf("word %q has two vectors", word)
	}
	clear(vector[:cap(vector)]) // null would leave what stands there
	if err := e.decode(word, &vector); err != nil {
		return err
	}
	if want := e.dims + appended; len(vector) != want {
		return fmt.Errorf("the vector of %q has %d numbers, want %d", word, len(vector), want)
	}
	e.read[rank] = true
	e.each(rank, vector[:e.dims])
	return nil
}
