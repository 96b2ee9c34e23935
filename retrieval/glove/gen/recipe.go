package main

// recipe holds every number that shapes the table.
type recipe struct {
	// dims is the length of the vectors.
	dims int
	// stems is the number of stems kept, those whose first word is most frequent.
	stems int
	// longest is the length in bytes of the longest stem kept.
	longest int
	// offset is added to a word's rank, from 0: its frequency is taken to be proportional to the inverse of the sum
	// (Zipf's law as Mandelbrot mended it), because the package tells ranks only.
	offset float64
}

// shipped is the recipe of the table in the repository.
func shipped() *recipe {
	return &recipe{dims: 100, stems: 40000, longest: 24, offset: 10}
}
