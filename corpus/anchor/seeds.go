package anchor

import (
	"encoding/binary"
	"slices"
)

const (
	// gram is how many bytes a piece has that the approximate search looks for.
	gram = 8
	// maxSeeds bounds the pieces; of a longer pattern they are taken at even distances.
	maxSeeds = 1024
	// seedSlots is the size of the table of pieces, a power of two that leaves it mostly empty.
	seedSlots = 4096
	// bucket is how many bytes of shift count as one place.
	bucket = 64
)

// seeds are pieces of a pattern with their offsets in it, in a hash table with open addressing. Offsets are kept
// one up, so that 0 is an empty slot. The filter has a bit for each value of the upper 16 bits of a hash, set where a
// piece has it: one look rules out nearly every position of a text.
type seeds struct {
	length  int
	filter  [1 << 10]uint64
	pieces  [seedSlots]uint64
	offsets [seedSlots]int32
}

// newSeeds takes a pattern apart, or returns nil where it is shorter than one piece.
func newSeeds(pattern string) *seeds {
	count := len(pattern) - gram + 1
	if count < 1 {
		return nil
	}
	s := &seeds{length: len(pattern)}
	data := []byte(pattern)
	step := (count + maxSeeds - 1) / maxSeeds
	for at := 0; at < count; at += step {
		s.put(binary.LittleEndian.Uint64(data[at:]), int32(at))
	}
	return s
}

// hash spreads pieces over 64 bits by multiplication with 2^64 over the golden ratio.
func hash(piece uint64) uint64 { return piece * 0x9E3779B97F4A7C15 }

// slot is the first slot for a hash, from its upper 12 bits, which are those of seedSlots.
func slot(hash uint64) int { return int(hash >> 52) }

// bit is where the filter has a hash, from its upper 16 bits.
func bit(hash uint64) (word, mask uint64) { return hash >> 54, 1 << (hash >> 48 & 63) }

// put keeps the first offset of each piece.
func (s *seeds) put(piece uint64, offset int32) {
	h := hash(piece)
	word, mask := bit(h)
	s.filter[word] |= mask
	for i := slot(h); ; i = (i + 1) % seedSlots {
		switch {
		case s.offsets[i] == 0:
			s.pieces[i], s.offsets[i] = piece, offset+1
			return
		case s.pieces[i] == piece:
			return
		}
	}
}

// place is a position at which the pattern may begin, and how many of its pieces say so.
type place struct{ at, votes int }

// places are up to limit positions in a text at which the pattern may begin, the likeliest first and among equals the
// nearest to near. Each piece that occurs in the text votes for the position that its offset implies.
func (s *seeds) places(text string, near, limit int) []place {
	if s == nil || len(text) < gram {
		return nil
	}
	votes := make([]uint32, (len(text)+s.length)/bucket+2)
	s.vote(text, votes)
	var found []place
	for range limit {
		best := place{}
		for i := range len(votes) - 1 {
			p := place{at: i*bucket + bucket - s.length, votes: int(votes[i] + votes[i+1])}
			if p.votes > best.votes || p.votes == best.votes && p.votes > 0 && abs(p.at-near) < abs(best.at-near) {
				best = p
			}
		}
		if best.votes == 0 {
			break
		}
		found = append(found, best)
		i := (best.at + s.length - bucket) / bucket
		clear(votes[max(0, i-1):min(len(votes), i+3)])
	}
	return slices.Clip(found)
}

// vote counts for each shift of the pattern, in buckets, the pieces that speak for it.
func (s *seeds) vote(text string, votes []uint32) {
	piece := uint64(0)
	for i := range len(text) {
		piece = piece>>8 | uint64(text[i])<<56
		if i < gram-1 {
			continue
		}
		h := hash(piece)
		if word, mask := bit(h); s.filter[word]&mask == 0 {
			continue
		}
		for j := slot(h); s.offsets[j] != 0; j = (j + 1) % seedSlots {
			if s.pieces[j] == piece {
				shift := i - gram + 1 - int(s.offsets[j]-1) + s.length
				votes[shift/bucket]++
				break
			}
		}
	}
}
