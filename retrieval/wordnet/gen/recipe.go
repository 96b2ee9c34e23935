package main

// recipe holds every number that shapes the tables. The comment of package wordnet tells what they
// were measured on and which of them matter.
type recipe struct {
	// vocabulary is the number of stems with a vector, the most frequent ones of WordNet.
	vocabulary int
	// window is the distance in stems up to which two of a gloss count together, by 1/distance.
	window int
	// smoothing is the exponent of a stem's frequency in the mutual information; below 1 it lowers
	// that of rare stems.
	smoothing float64
	// dims is the length of the vectors.
	dims int
	// dropped is the number of leading components left out: they say how common a stem is.
	dropped int
	// eigen is the exponent of the eigenvalue by which a component is scaled.
	eigen float64
	// iterations of the random subspace in which the components are sought, the number of columns by
	// which it is wider than they are (so that few iterations do), and the seed that it starts from.
	iterations, oversampling int
	seed                     uint64
	// pull is how strongly related stems draw a vector, in rounds rounds.
	pull   float64
	rounds int
	// neighbours is the number of nearest stems kept with each vector.
	neighbours int

	// asking is the number of stems with synonyms, the most frequent ones of WordNet.
	asking int
	// synonyms bounds the synonyms of a stem.
	synonyms int
	related  weights
	// opposed finds antonyms.
	opposed weights
}

// weights says how much a related stem counts by the way it was found, 0 to 1.
type weights struct {
	// synonym joins two words of a synset, links those of two linked synsets, by the link's kind.
	synonym float64
	links   map[string]float64
	// irregular joins an irregular form and its base, ambiguous does when the form has meanings of its own.
	irregular, ambiguous float64
	// asked and found are the exponents of the share that the meaning has among the uses of the
	// stem asked for and of the one found: rare meanings count less.
	asked, found float64
	// least is the smallest weight kept, most the number of stems kept for drawing vectors together.
	least float64
	most  int
}

// shipped is the recipe of the tables in the repository.
func shipped() *recipe {
	return &recipe{
		vocabulary:   14000,
		window:       5,
		smoothing:    .875,
		dims:         128,
		dropped:      1,
		eigen:        .25,
		iterations:   6,
		oversampling: 24,
		seed:         1,
		pull:         .5,
		rounds:       3,
		neighbours:   16,
		asking:       20000,
		synonyms:     8,
		related: weights{
			synonym: 1,
			links: map[string]float64{
				"+":  1,  // derivationally related form: "decide", "decision"
				"\\": 1,  // what an adjective pertains to, or an adverb derives from: "lunar", "moon"
				"=":  .6, // attribute: "long", "length"
				"$":  .6, // verbs of one group
				"&":  .5, // similar adjective
				"~":  .3, // hyponym: the text often names the kind that the question leaves open
				"@":  .1, // hypernym
			},
			irregular: .95,
			ambiguous: .5,
			asked:     .5,
			found:     .25,
			least:     .1,
			most:      40,
		},
		opposed: weights{links: map[string]float64{"!": 1}, least: .1, most: 8},
	}
}
