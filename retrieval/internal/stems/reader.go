package stems

import "fmt"

// Reader reads the contents of a file from its start and remembers the first error; after one it reads zeros.
type Reader struct {
	left string
	err  error
}

// NewReader reads data, of which what is taken are slices.
func NewReader(data string) *Reader { return &Reader{left: data} }

func (r *Reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// Take returns the next n bytes, or "" where there are fewer.
func (r *Reader) Take(n int) string {
	if n > len(r.left) {
		r.fail(fmt.Errorf("truncated: want %d more bytes, have %d", n, len(r.left)))
		r.left = ""
		return ""
	}
	taken := r.left[:n]
	r.left = r.left[n:]
	return taken
}

// Byte reads 8 bits.
func (r *Reader) Byte() byte {
	if b := r.Take(1); b != "" {
		return b[0]
	}
	return 0
}

// Number reads 16 bits.
func (r *Reader) Number() int {
	if b := r.Take(2); b != "" {
		return Number(b)
	}
	return 0
}

// Number is what the first two bytes of b hold. It panics if b has fewer.
func Number(b string) int { return int(b[0]) | int(b[1])<<8 }

// Magic checks the letters of the format and the version byte behind them.
func (r *Reader) Magic(want string) {
	have := r.Take(len(want))
	letters := len(want) - 1
	switch {
	case have == want || r.err != nil:
	case have[:letters] == want[:letters]:
		r.fail(fmt.Errorf("version %d, want %d", have[letters], want[letters]))
	default:
		r.fail(fmt.Errorf("not this format: begins with %q, want %q", have, want))
	}
}

// End returns the first error; bytes left over are one.
func (r *Reader) End() error {
	if len(r.left) > 0 {
		r.fail(fmt.Errorf("%d bytes too many", len(r.left)))
	}
	return r.err
}
