package discord

import (
	"fmt"
	"testing"
)

// The buckets have no exported surface: that their number is bounded shows at Discord's scale only.
func TestBucketsAreBounded(t *testing.T) {
	t.Parallel()
	names := map[string]int{}
	fullest := 0
	for n := range 50_000 {
		slot, name := call{kind: kindCallback, key: fmt.Sprint(1400000000000000000 + n)}.bucket()
		if slot < 0 || slot >= slots {
			t.Fatalf("slot %d", slot)
		}
		names[name]++
		if n < 1000 {
			fullest = max(fullest, names[name])
		}
	}
	if len(names) > slots {
		t.Errorf("%d buckets for one kind of call, want %d at most", len(names), slots)
	}
	if fullest > 8 {
		t.Errorf("one bucket holds %d of 1,000 calls, which go one after the other", fullest)
	}
}
