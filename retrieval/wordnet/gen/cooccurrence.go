package main

import (
	"math"
	"slices"
)

// matrix is sparse, square and symmetric. Row r has columns[starts[r]:starts[r+1]], rising.
type matrix struct {
	starts  []int
	columns []int32
	values  []float64
}

func (m *matrix) rows() int { return len(m.starts) - 1 }

// counter sums the weights of pairs of stems. Its sums depend on the order of the calls of add alone.
type counter struct {
	size int32
	sums map[uint64]float64
}

// add counts the pair. Stems outside the vocabulary and pairs of one stem are left out.
func (c *counter) add(a, b int32, weight float64) {
	if a == b || a >= c.size || b >= c.size || weight == 0 {
		return
	}
	if a > b {
		a, b = b, a
	}
	c.sums[uint64(a)<<32|uint64(b)] += weight
}

// cooccurrences counts which stems the glosses bring together. The links of synsets are not counted
// here: drawing linked stems together afterwards (see settle) does the same, and better.
func cooccurrences(c *corpus, r *recipe) *matrix {
	size := int32(min(r.vocabulary, len(c.stems)))
	count := &counter{size: size, sums: make(map[uint64]float64, 1<<22)}
	for _, d := range c.documents {
		for _, segment := range d.segments {
			count.window(segment, r.window)
			count.heads(d.heads, segment)
		}
	}
	return count.matrix()
}

func (c *counter) window(segment []int32, width int) {
	for i, a := range segment {
		for j := i + 1; j < len(segment) && j-i <= width; j++ {
			c.add(a, segment[j], 1/float64(j-i))
		}
	}
}

// heads counts the words of a synset with the stems that explain them.
func (c *counter) heads(heads []head, segment []int32) {
	for _, h := range heads {
		for _, n := range segment {
			c.add(h.stem, n, h.share)
		}
	}
}

// matrix returns the sums on both sides of the diagonal.
func (c *counter) matrix() *matrix {
	keys := make([]uint64, 0, len(c.sums))
	for k := range c.sums {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	m := &matrix{starts: make([]int, c.size+1)}
	for _, k := range keys {
		m.starts[k>>32+1]++
		m.starts[uint32(k)+1]++
	}
	for r := range m.rows() {
		m.starts[r+1] += m.starts[r]
	}
	m.columns, m.values = make([]int32, 2*len(keys)), make([]float64, 2*len(keys))
	next := slices.Clone(m.starts)
	set := func(row, column uint64, v float64) {
		m.columns[next[row]], m.values[next[row]] = int32(column), v
		next[row]++
	}
	// Keys rise by row, then column, so each row first gets its smaller columns, then its larger ones.
	for _, k := range keys {
		set(k&math.MaxUint32, k>>32, c.sums[k])
	}
	for _, k := range keys {
		set(k>>32, k&math.MaxUint32, c.sums[k])
	}
	return m
}

// informative replaces counts by their positive pointwise mutual information and drops the rest.
func (m *matrix) informative(smoothing float64) *matrix {
	logs := make([]float64, m.rows())
	var total, smoothed float64
	for r := range logs {
		var sum float64
		for _, v := range m.values[m.starts[r]:m.starts[r+1]] {
			sum += v
		}
		total += sum
		smoothed += math.Pow(sum, smoothing)
		logs[r] = smoothing * math.Log(sum)
	}
	// With smoothing 1 this is log(p(a,b) / (p(a) p(b))).
	base := 2*math.Log(smoothed) - math.Log(total)
	out := &matrix{starts: make([]int, 1, len(m.starts))}
	for r := range m.rows() {
		for i := m.starts[r]; i < m.starts[r+1]; i++ {
			if v := math.Log(m.values[i]) + base - logs[r] - logs[m.columns[i]]; v > 0 {
				out.columns, out.values = append(out.columns, m.columns[i]), append(out.values, v)
			}
		}
		out.starts = append(out.starts, len(out.columns))
	}
	return out
}
