// Package stems has what the tables of word meaning have in common: a Reader of their files, the Lexicon that finds a
// stem's number, and Vectors, which say how close the meanings of two stems are.
//
// The files are little-endian and built into the program. Everything here is a slice of them where it can be: what is
// kept besides is some 20 bytes a stem, so that starting the program costs little. All but a Reader is immutable once
// it was read, and safe for concurrent use.
//
// A file is written by the program in the folder gen below its package, with AppendStem and Quantise.
package stems

// Related is a stem and how much it counts for another one, above 0 and at most 1.
type Related struct {
	Stem   string
	Weight float32
}
