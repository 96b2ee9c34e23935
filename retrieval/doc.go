// Package retrieval finds the passages of a collection that answer a question, marks the sentence that
// answers best, and says how sure it is. Engine.Ask is the whole of it:
//
//	question    words that carry meaning become concepts; other terms may stand for them at a share:
//	            corrected spelling, common beginnings, synonyms, neighbours in meaning (expand.go)
//	candidates  the passages with most BM25 evidence of their own and of their article (lexical.go),
//	            and the nearest ones in the vector store where that is cheap (dense.go)
//	evidence    what each candidate has to show is put into numbers (scan.go, examine.go, features.go)
//	models      three small forests turn evidence into the marked sentence, the rank and the
//	            confidence (models.go); package train learns them
//	answer      the confidence decides whether it is found; copies of a passage are cited once
//
// An Engine is an immutable snapshot. The same collection, settings and question give the same answer,
// byte for byte, on any number of cores: ties are broken by the passages' order.
//
// # What was tried, and what it gained
//
// Measured in November 2026 on questions about articles that were not learned from (-judge of package
// train, squad2-dev-a, hit@1 / MRR@10 unless it says otherwise):
//
//   - Textbook BM25 reaches .823 / .876. A body, a title and an article score added up by hand reach
//     about .83 / .88; the forests over all evidence .90 / .94 with synonyms and vectors, about a
//     point less without those.
//   - The article's evidence, the sentence's coverage, adjacent pairs of words and distances to the
//     best candidate are what the ranking's forest splits by most.
//   - Correcting words that the index lacks takes MRR@10 from .80 (BM25) to above .90 on misspelt questions.
//   - Pooled word vectors are weak alone. They enter as one feature, in standard deviations among the
//     candidates rather than as a cosine: that is worth a point of hit@1 in Spanish, where vectors are
//     only hashed, and lets another embedder take their place.
//   - Ranking features may move a rank in one direction only (more coverage never harms). It costs a
//     few tenths on the sets learned from and keeps unlike questions from odd jumps.
//   - For the confidence, foreign names and numbers swapped into questions, and opposites and negation
//     as features, take AUROC on questions written to look answerable from .56 to .68.
//
// Dropped because they gained nothing: reciprocal rank fusion (it loses 2 to 20 points of MRR@10), dense lists of
// hashed stems or of the collection's own statistics as rankings of their own, pseudo-relevance feedback, and letter
// n-grams, which prefixes and corrections replace.
package retrieval
