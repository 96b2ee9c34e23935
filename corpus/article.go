// Package corpus reads people's articles and cuts them into passages that can be quoted byte for byte.
//
// [Load] reads files and folders into a [Collection], [Read] one file, [Examples] the articles that the
// program carries. An [Article] is its normalised text and the [Block]s found in it; [Split] makes
// [Passage]s of its paragraphs, and [Sentences] finds the sentences in them.
//
// What binds:
//   - A passage is a byte range of its article's text, so a quotation is verbatim by construction. Nothing
//     changes an article's text once it is read.
//   - Text is UTF-8 in NFC with "\n" line ends, without byte order marks, soft hyphens and control characters.
//     A plain-text file is otherwise kept as it is; Markdown is resolved to the words a reader sees.
//   - News furniture (captions, credits, video times, link lists) becomes [Aside] blocks, by rules that rather
//     leave a stray caption than lose a sentence. No passage contains or crosses an aside or a heading.
//   - Details of an article are never guessed. A title taken from the text or the file's name, and a
//     language told from the words, are marked as inferred.
//   - A file that cannot be read well is a [Problem] with its reason, never a silent default, and never
//     keeps the other files from being read.
//   - The same files give the same collection, in the same order.
package corpus

import "slices"

// Article is one source as the group collected it. It is immutable once read: passages slice its
// Text, so changing it would change every quotation taken from it.
type Article struct {
	// ID is stable for the same normalised text: the first 12 hexadecimal digits of its SHA-256.
	ID string
	Details
	// Source says where the article was read from, for messages: a file's path, or "" for one made in memory.
	Source string
	// Text is UTF-8 in Unicode NFC with "\n" line ends. All offsets are byte offsets into it.
	Text string
	// Blocks cover what was understood of Text, in order and without overlap. What no block covers is white space or markup.
	Blocks []Block
}

// Details are what a citation says of an article. Nothing here is guessed, except what its
// companion field marks as inferred.
type Details struct {
	Title string
	// TitleInferred is set where the title was taken from the text's first heading-like line or the file's name.
	TitleInferred bool
	Authors       []string
	Publisher     string
	// Published is an ISO 8601 date as precise as it is known: "2017", "2017-07" or "2017-07-12".
	Published string
	URL       string
	// Language is a lower-case ISO 639-1 code such as "en", or "" where it could not be told.
	Language string
	// LanguageInferred is set where the language was detected from the text.
	LanguageInferred bool
	// Sources are what the article says that it took its facts from, in its own order.
	Sources []Source
}

// Source is a publication that an article took facts from. Fields that were not given are "".
type Source struct {
	Title, Publisher string
	// Published is written as in Details.
	Published string
	URL       string
}

// BlockKind says what a block of an article is.
type BlockKind uint8

const (
	// Paragraph is running text: a paragraph, a list item, a table row, a block quotation.
	Paragraph BlockKind = iota
	// Heading opens a section.
	Heading
	// Aside is text on the page that is not the article's: a caption, a credit, a video's running
	// time, a "Related Articles" list. It is never quoted.
	Aside
)

// Block is a byte range of an article's Text.
type Block struct {
	Kind       BlockKind
	Start, End int
	// Level is 1 to 6 for a heading, otherwise 0.
	Level int
	// Page is the printed page's label where the source is paged, otherwise "".
	Page string
}

// Span is a half-open byte range.
type Span struct{ Start, End int }

// Passage is a byte range of an article, one to a few paragraphs, never across a heading or an aside.
type Passage struct {
	Article    *Article
	Start, End int
	Locator    Locator
	// Sentences lie inside [Start, End), in order, without overlap, as offsets into Article.Text.
	Sentences []Span
	// Ordinal is the passage's position in its article, from 0.
	Ordinal int
}

// Text is the passage, byte for byte as the article has it.
func (p *Passage) Text() string { return p.Article.Text[p.Start:p.End] }

// LocatorAt is where the words at an offset into Article.Text stand, which must be inside the passage.
func (p *Passage) LocatorAt(offset int) Locator {
	at := p.Locator
	blocks := p.Article.Blocks
	next, _ := slices.BinarySearchFunc(blocks, p.Start+1, func(b Block, start int) int { return b.Start - start })
	for _, b := range blocks[next:] {
		if b.Start > offset {
			break
		}
		if b.counts(p.Article.Text) {
			at.Paragraph++
		}
	}
	return at
}

// counts tells whether the block is one of the paragraphs that are counted.
func (b Block) counts(text string) bool {
	return b.Kind == Paragraph && !isBlank(text[b.Start:b.End])
}

// Locator is where a passage stands, or words of it, as a reader would say it.
type Locator struct {
	// Page is the page's label, or "" where the source has no pages.
	Page string
	// Section is the nearest heading above, or "".
	Section string
	// Paragraph counts the article's paragraphs from 1; of a passage it is the first one.
	Paragraph int
}

// Collection is the articles that a question may search, split into passages. It is immutable.
type Collection struct {
	Articles []*Article
	// Passages are in the order of Articles, and within an article in reading order.
	Passages []*Passage
	// Ignored counts the files that Load passed over in folders because of their extension.
	Ignored int
}

// NewCollection splits the articles into passages.
func NewCollection(articles []*Article) *Collection {
	c := &Collection{Articles: articles}
	for _, a := range articles {
		c.Passages = append(c.Passages, Split(a)...)
	}
	return c
}
