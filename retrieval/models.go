package retrieval

import (
	_ "embed"
	"fmt"
	"sync"

	"footnote/retrieval/trees"
)

//go:generate go run ./train -out models

// Models are the three learned tables, each over the features of this package.
type Models struct {
	// Sentence scores the sentences of one passage against each other.
	Sentence *trees.Forest
	// Ranking scores the candidates of one question against each other.
	Ranking *trees.Forest
	// Confidence is the log odds that the first candidate answers.
	Confidence *trees.Forest
}

var (
	//go:embed models/sentence.bin
	sentenceTable []byte
	//go:embed models/ranking.bin
	rankingTable []byte
	//go:embed models/confidence.bin
	confidenceTable []byte
)

// shipped are the tables that the binary carries, decoded once.
var shipped = sync.OnceValue(func() *Models {
	return &Models{
		Sentence:   mustDecode("sentence", sentenceTable, int(sentenceFeatures)),
		Ranking:    mustDecode("ranking", rankingTable, int(features)),
		Confidence: mustDecode("confidence", confidenceTable, int(judgementFeatures)),
	}
})

// mustDecode reads a table that was compiled in. A table that does not fit the code is a broken
// build, which the first test to run finds.
func mustDecode(name string, table []byte, features int) *trees.Forest {
	f := new(trees.Forest)
	if err := f.UnmarshalBinary(table); err != nil {
		panic(fmt.Sprintf("retrieval: %s table: %v", name, err))
	}
	if f.Features != features {
		panic(fmt.Sprintf("retrieval: %s table has %d features, the code %d: run go generate", name, f.Features, features))
	}
	return f
}

// ByHand are models that were not learned: they add up the plainest evidence. Training starts from them.
func ByHand() *Models {
	return &Models{
		Sentence:   byHand(int(sentenceFeatures), int(sCoverage), int(sOwn)),
		Ranking:    byHand(int(features), int(fLexical), int(fArticle)),
		Confidence: byHand(int(judgementFeatures), int(jCoverage)),
	}
}

// byHand adds up some of the n features.
func byHand(n int, of ...int) *trees.Forest {
	f := &trees.Forest{Features: n, Slopes: make([]float32, n)}
	for _, feature := range of {
		f.Slopes[feature] = 1
	}
	return f
}
