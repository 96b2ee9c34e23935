package stems

import "math"

// AppendStem appends a stem as Reader.Lexicon reads it, of at most 255 bytes.
func AppendStem(b []byte, stem string) []byte {
	return append(append(b, byte(len(stem))), stem...)
}

// Quantise returns the row as whole numbers from -127 to 127, its largest at the bound. A row of zeros has no
// direction; it must not be asked for.
func Quantise(row []float64) []int8 {
	var largest float64
	for _, v := range row {
		largest = max(largest, math.Abs(v))
	}
	out := make([]int8, len(row))
	for i, v := range row {
		out[i] = int8(math.Round(v / largest * 127))
	}
	return out
}
