// Package retrieval finds the passages of a collection that answer a question, marks the sentence that
// answers best, and says how sure it is. Engine.Ask is the whole of it:
//
//	question    words that carry meaning become concepts; other terms may stand for them at a share:
//	            corrected spelling, common beginnings, synonyms, neighbours in meaning (expand.go)
//	candidates  the passages with most BM25 evidence of their own and of their article (lexical.go),
//	            and the nearest ones in the vector store where that is cheap (dense.go)
//	evidence    what each candidate has to show is put into numbers (scan.go, examine.go, features.go), among them how near
//	            its words are in meaning to the question's (meaning.go)
//	models      three small forests turn evidence into the marked sentence, the rank and the
//	            confidence (models.go); package train learns them
//	answer      the confidence decides whether it is found; copies of a passage are cited once
//
// An Engine is an immutable snapshot. The same collection, settings and question give the same answer,
// byte for byte, on any number of cores: ties are broken by the passages' order.
//
// A collection that changes gets a new Engine, for which Options.Previous spares what the old one knows (change.go): the
// analysed passages and postings of articles that both have are copied under their new numbers, terms and words
// are counted up and down (vocabulary.go), and what nothing uses any more is dropped. So nothing depends on how a collection
// came about: terms have numbers in no order, what is counted can be taken away again, and sums are of whole numbers.
// Engines share strings and vectors only; they can be made from the same one at the same time, and keep nothing of it.
//
// # What was tried, and what it gained
//
// Measured in November 2026 on the questions about half of the articles of the public sets, by models learned from the
// questions about the other half (train -judge). It also decided what was kept, so that other questions may gain a
// little less. In order, each with those before:
//
//	                                        squad2-dev-a     squadshifts    scifact
//	                                        hit@1   MRR@10   hit@1          nDCG@10
//	textbook BM25                           .830    .883     .780           .726
//	forests over all evidence               .886    .925     .833           .697
//	what is rare within the article         .890    .926     .833           .712
//	a mistake in the lessons mended         .888    .926     .837           .720
//	learned from scores of unseen questions .890    .927     .838           .720
//	questions in other words, no titles     .894    .929     .838           .729
//	nearness of words by GloVe vectors      .892    .928     .840           .732
//	a linear model below the trees          .892    .929     .853           .753
//	fewer trees, fewer questions of each    .895    .932     .853           .761
//	readers' questions, names set apart     .894    .931     .856           .754
//	directions that hold, in 90 trees       .892    .930     .853           .748
//	nouns and places that are asked for     .895    .932     .852           .752
//
// The linear model came together with lessons in neighbouring words and with units of numbers. Nearness gains most where the
// table does not look: against questions about articles that are left out, AUROC on squadshifts rises from .954 to .961, and
// on 40 questions in almost none of the words of two news texts right sentences from 6 to 9.
//
// Readers' questions (folder train/readers) share fewer words with what answers them than those of the public sets do.
// Learning from half of them takes hit@1 on the other half from about .58 to .61 and the right sentence from .64 to .67,
// in part by what a sentence says beside names; right sentences go from .901 to .906 on squad2-dev-a and from .902 to
// .912 on squadshifts. It costs two or three of 196 questions of each language of xquad. More weight on them, tried up
// to twelvefold, gains nothing, and neither do half as many again (56 articles, 1,079 questions, now package eval's set of
// questions that nothing is learned from).
//
// What "which minister" or "how many ships" asks for takes AUROC on questions written to look answerable from .695 to .698 and
// readers' right sentences from .654 to .667.
//
// Without titles squad2-dev-a has .889 / .928 there, textbook BM25 .832 / .884. An earlier version gave, on squad2-dev-a
// with models learned from other sets only: .83 / .88 for BM25 of body, title and article together, .864 / .906 for the
// forests, .874 / .914 with synonyms and word vectors.
//
//   - What counts most is how far a candidate is behind the best one: in its article's evidence, in adjacent pairs of
//     words, in what its best sentence has.
//   - Correcting words that the index lacks takes MRR@10 on misspelt questions from .81 to .92.
//   - Pooled word vectors are weak alone. They enter as one feature, in standard deviations among the
//     candidates rather than as a cosine, so that languages with hashed vectors do not suffer and
//     another embedder can take their place.
//   - More evidence may only speak for a passage. Held to in every tree, that costs two or three thousandths of hit@1
//     here and keeps unlike questions from odd jumps.
//   - For the confidence, foreign names and numbers swapped into questions, opposites and negation take
//     AUROC on questions written to look answerable from .56 to .70 (these features were made after looking at
//     such questions of both halves).
//
// Dropped, because they gained nothing: reciprocal rank fusion (it loses 2 to 20 points of MRR@10), rankings by hashed
// stems or by vectors of the collection's own statistics, postings of letter n-grams, for which corrections and common
// beginnings stand in, lessons of articles that were split anew, a paragraph for each sentence, taking a part of a name
// that stands by itself for all of it, irregular forms ("sent") as the same word, and how frequent words are in all
// texts as a prior of their rarity in a small collection. A sentence gains nothing by which of the question's words is
// its first, last or heaviest, by its pronouns, by words that tell of speech ("replied") or means ("by filing"), by what
// the sentences beside it have, by beginning with a pronoun or holding a quotation, by having a kind of what is asked for
// ("gun" for "weapon", by WordNet's hyponyms), nor by lessons that set it beside those of other passages, and a ranking
// nothing by what a passage says beside names. Word vectors gain nothing when synonyms are drawn together (Faruqui et al.,
// "Retrofitting word vectors to semantic lexicons", 2015), or by a linear map learned from questions and their sentences,
// which by itself ranks sentences a point better; neither do words of questions weighed by what was learned of each. Words
// that the same entries of the Moby thesaurus list, and WordNet does not relate, stand in a right sentence 1.3 times as often
// as in others of its article, and there in one of ten: too little to build on. A ranking that does not know how long a
// passage is, where it stands and what else its sentence says loses a point of hit@1 on squad2-dev-a (.884), and found 3
// more of 100 questions on made-up news.
package retrieval
