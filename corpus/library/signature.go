package library

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"footnote/corpus"
)

// Near copies are found by MinHash (Broder, "On the resemblance and containment of documents", 1997): the share of
// equal numbers in two signatures estimates which share of all runs of five words two texts have in common.
const (
	shingleWords = 5
	// signatureSize numbers estimate a share of 0.8 with a standard deviation of 0.035.
	signatureSize = 128
	// minShingles is how many runs a text must have to be compared: short texts are alike by chance.
	minShingles = 20
	// copyShare is the least share that makes a copy. Measured in November 2026 on four generated texts of 1,000 words:
	// with a paragraph more at the start 0.91 to 1.00, with a tenth more at the end 0.88 to 0.95, with a word in every
	// hundred changed 0.88 to 0.93 and in every fifty 0.77 to 0.84, without a third of its text 0.65 to 0.70, half of it
	// in another text 0.31 to 0.38.
	copyShare = 0.8
	// Signatures are compared where all numbers of a band are equal; with 32 bands of 4 that misses a share of 0.8 once in
	// twenty million times: (1 - 0.8^4)^32.
	bandRows = 4
	bands    = signatureSize / bandRows
)

type signature [signatureSize]uint32

// sign makes the signature of an article's paragraphs. ok is false where there is too little text.
func sign(a *corpus.Article) (s signature, ok bool) {
	words := wordsOf(a)
	n := len(words) - shingleWords + 1
	if n < minShingles {
		return s, false
	}
	for i := range s {
		s[i] = math.MaxUint32
	}
	for i := range n {
		h := fnv.New64a()
		for _, w := range words[i : i+shingleWords] {
			h.Write([]byte(w))
			h.Write([]byte{0})
		}
		x := h.Sum64()
		for j := range s {
			s[j] = min(s[j], uint32(mix(x+uint64(j)*0x9e3779b97f4a7c15)>>32))
		}
	}
	return s, true
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood, 2014): every bit of x sways every bit of the result.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// wordsOf are the letters and digits of an article's paragraphs as words in lower case.
func wordsOf(a *corpus.Article) []string {
	var words []string
	for _, b := range a.Blocks {
		if b.Kind == corpus.Paragraph {
			words = append(words, strings.FieldsFunc(strings.ToLower(a.Text[b.Start:b.End]), func(r rune) bool {
				return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
			})...)
		}
	}
	return words
}

// share estimates how much two texts have in common.
func (s signature) share(t signature) float64 {
	equal := 0
	for i := range s {
		if s[i] == t[i] {
			equal++
		}
	}
	return float64(equal) / signatureSize
}

// band is a number that signatures share where they are equal in a band.
func (s signature) band(n int) int64 {
	h := uint64(n)
	for _, x := range s[n*bandRows : (n+1)*bandRows] {
		h = mix(h ^ uint64(x))
	}
	return int64(h)
}

func (s signature) bytes() []byte {
	out := make([]byte, 0, 4*signatureSize)
	for _, x := range s {
		out = binary.LittleEndian.AppendUint32(out, x)
	}
	return out
}

func signatureOf(data []byte) (s signature, ok bool) {
	if len(data) != 4*signatureSize {
		return s, false
	}
	for i := range s {
		s[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
	return s, true
}

// canonical is an address in a form that is the same for all ways to the same page: without scheme, "www.", the final
// slash, the fragment and what only tells where the reader came from. "" stands for no address.
func canonical(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	query := u.Query()
	for key := range query {
		if strings.HasPrefix(key, "utm_") || slices.Contains([]string{"fbclid", "gclid", "msclkid", "mc_cid", "mc_eid"}, key) {
			query.Del(key)
		}
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	out := host + strings.TrimSuffix(u.EscapedPath(), "/")
	if len(query) > 0 {
		out += "?" + query.Encode()
	}
	return out
}
