package corpus_test

import (
	"testing"

	"footnote/corpus"
)

func TestOver(t *testing.T) {
	for _, c := range []struct {
		size, limit int64
		want        string
	}{
		{1500, 1 << 10, "1.5 KiB, the limit is 1 KiB"},
		{1001, 1000, "1001 bytes, the limit is 1000 bytes"},
		{3 << 30, 64 << 20, "3 GiB, the limit is 64 MiB"},
		{2<<10 + 1, 2 << 10, "2049 bytes, the limit is 2048 bytes"},
	} {
		if got := corpus.Over(c.size, c.limit); got != c.want {
			t.Errorf("%d over %d: %q, want %q", c.size, c.limit, got, c.want)
		}
	}
}
