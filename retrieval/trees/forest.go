// Package trees holds a linear model with boosted oblivious decision trees on top of it: small models over a handful of
// features, trained offline and shipped as a table of numbers. The line carries over to examples unlike those it was
// fitted to; the trees add what it misses.
//
// In an oblivious tree all nodes of a level ask the same question (Prokhorenkova et al., "CatBoost:
// unbiased boosting with categorical features", 2018). That makes a tree a list of splits and a table
// of leaves, keeps it from fitting single examples, and makes asking it a matter of nanoseconds.
package trees

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Forest is a linear function plus a sum of trees. It is immutable and safe for concurrent use.
type Forest struct {
	// Features is the number of features that an example has.
	Features int
	// Bias is added to every sum.
	Bias float32
	// Slopes are what each feature is multiplied by; none at all are zeros.
	Slopes []float32
	Trees  []Tree
}

// Tree asks Splits in order; the answers, as bits from the lowest, number the leaf.
type Tree struct {
	Splits []Split
	Leaves []float32 // 1<<len(Splits) of them
}

// Split asks whether a feature is above a threshold.
type Split struct {
	Feature   uint16
	Threshold float32
}

// Predict is the forest's sum for one example, which has Features values.
func (f *Forest) Predict(x []float32) float32 {
	sum := f.linear(x)
	for i := range f.Trees {
		t := &f.Trees[i]
		leaf := 0
		for bit, s := range t.Splits {
			if x[s.Feature] > s.Threshold {
				leaf |= 1 << bit
			}
		}
		sum += t.Leaves[leaf]
	}
	return sum
}

func (f *Forest) linear(x []float32) float32 {
	sum := f.Bias
	for i, slope := range f.Slopes {
		sum += slope * x[i]
	}
	return sum
}

const (
	magic    = "FNT2"
	maxDepth = 10
	maxTrees = 10_000
)

// AppendBinary appends the forest's table to b: the magic, then little-endian the numbers of features
// and trees, the bias and a slope for each feature, then for each tree its depth, its splits and its leaves.
func (f *Forest) AppendBinary(b []byte) ([]byte, error) {
	if f.Features > math.MaxUint16 || len(f.Trees) > maxTrees {
		return nil, fmt.Errorf("write trees: %d features and %d trees, at most %d and %d", f.Features, len(f.Trees), math.MaxUint16, maxTrees)
	}
	b = append(b, magic...)
	b = binary.LittleEndian.AppendUint16(b, uint16(f.Features))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(f.Trees)))
	b = appendFloat(b, f.Bias)
	for i := range f.Features {
		slope := float32(0)
		if i < len(f.Slopes) {
			slope = f.Slopes[i]
		}
		b = appendFloat(b, slope)
	}
	for i, t := range f.Trees {
		if len(t.Splits) > maxDepth {
			return nil, fmt.Errorf("write trees: tree %d: depth %d, at most %d", i, len(t.Splits), maxDepth)
		}
		b = append(b, byte(len(t.Splits)))
		for _, s := range t.Splits {
			b = binary.LittleEndian.AppendUint16(b, s.Feature)
			b = appendFloat(b, s.Threshold)
		}
		for _, leaf := range t.Leaves {
			b = appendFloat(b, leaf)
		}
	}
	return b, nil
}

func appendFloat(b []byte, x float32) []byte {
	return binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
}

// UnmarshalBinary reads the table that AppendBinary wrote.
func (f *Forest) UnmarshalBinary(b []byte) error {
	r := reader{b: b}
	if string(r.take(len(magic))) != magic {
		return errors.New("read trees: not a table of trees of this version")
	}
	f.Features = int(r.uint16())
	f.Trees = make([]Tree, min(maxTrees, int(r.uint16())))
	f.Bias = r.float()
	f.Slopes = make([]float32, f.Features)
	for i := range f.Slopes {
		f.Slopes[i] = r.float()
	}
	for i := range f.Trees {
		if err := r.tree(&f.Trees[i], f.Features); err != nil {
			return fmt.Errorf("read trees: tree %d: %w", i, err)
		}
	}
	if r.short || len(r.b) > 0 {
		return fmt.Errorf("read trees: table of %d bytes is cut short or too long", len(b))
	}
	return nil
}

type reader struct {
	b     []byte
	short bool // it ended too soon; what was read since is zero
}

func (r *reader) take(n int) []byte {
	if len(r.b) < n {
		r.short, r.b = true, nil
		return make([]byte, n)
	}
	taken := r.b[:n]
	r.b = r.b[n:]
	return taken
}

func (r *reader) uint16() uint16 { return binary.LittleEndian.Uint16(r.take(2)) }

func (r *reader) float() float32 {
	return math.Float32frombits(binary.LittleEndian.Uint32(r.take(4)))
}

func (r *reader) tree(t *Tree, features int) error {
	depth := int(r.take(1)[0])
	if depth > maxDepth {
		return fmt.Errorf("depth %d, at most %d", depth, maxDepth)
	}
	for range depth {
		s := Split{Feature: r.uint16(), Threshold: r.float()}
		if int(s.Feature) >= features {
			return fmt.Errorf("feature %d of %d", s.Feature, features)
		}
		t.Splits = append(t.Splits, s)
	}
	for range 1 << depth {
		t.Leaves = append(t.Leaves, r.float())
	}
	return nil
}
