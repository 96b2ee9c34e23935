package retrieval

// feature numbers what is known of a candidate before it is ranked. Unless it says otherwise a
// feature is a share: of the question's weight, of its pairs of words, of the best candidate's value.
// Shares do not depend on the collection's size or on the question's length, so that one ranking
// serves two articles and twenty thousand passages.
type feature int

const (
	// Evidence of the whole passage.
	fLexical        feature = iota // BM25 of body, title and heading
	fArticle                       // BM25 of the whole article
	fBody                          // BM25 of the body alone
	fCoverage                      // weight of the concepts that the passage has, in any of their forms
	fExact                         // weight of the concepts that it has in the question's own form
	fSpecific                      // weight of the concepts that it has, leaving out those in the title
	fDistinct                      // the same, each name as one and weighed by how rare it is within the article
	fTitle                         // weight of the concepts in the title
	fSection                       // weight of the concepts in the heading
	fMissing                       // weight of the heaviest concept that it lacks
	fMissingNames                  // share of the capitalised concepts that neither it nor its title has
	fMissingNumbers                // share of the concepts with a digit that it lacks
	fNear                          // weight of the concepts, each at the share of the word nearest in meaning
	fMeaning                       // cosine of the sums of word vectors
	fNeighbours                    // BM25 of the better one of the passages before and after
	fDense                         // how near its embedding is to the question's, in standard deviations among the candidates

	// Evidence of words standing together.
	fSentence        // weight of the concepts in the best sentence
	fSentenceNear    // fNear of the sentence that has most
	fSentenceMeaning // fMeaning of the sentence that has most
	fTwo             // weight of the concepts in the best two sentences in a row
	fBigrams         // weight of the question's pairs of adjacent words that stand adjacent in the passage
	fWindow          // weight of the pairs of concepts that stand within a window
	fRun             // length of the longest run of the question's words, as a share of them

	// What the sentence that answers best offers.
	fAnswer   // its score
	fFits     // whether it has the kind of thing that is asked for
	fNew      // its words with a meaning that the question does not have, in tens
	fPosition // where it stands in the passage, 0 first to 1 last
	fLength   // words of the passage, in hundreds
	fLead     // 1 where the passage opens its article

	// The candidate among the others: its value minus the highest of all candidates.
	fLexicalBehind
	fArticleBehind
	fBodyBehind
	fCoverageBehind
	fSpecificBehind
	fDistinctBehind
	fSentenceBehind
	fBigramsBehind
	fWindowBehind
	fDenseBehind
	fAnswerBehind
	fNearBehind
	fMeaningBehind
	fSentenceNearBehind
	fSentenceMeaningBehind
	fFirstBehind

	// The question, the same for all candidates.
	fConcepts // number of concepts, in tens
	fUnknown  // weight of the concepts that the index has in no form

	features
)

// behind pairs a feature with the one that says how far it is behind the best candidate's.
var behind = [...]struct{ of, to feature }{
	{fLexical, fLexicalBehind}, {fArticle, fArticleBehind}, {fBody, fBodyBehind}, {fCoverage, fCoverageBehind}, {fSpecific, fSpecificBehind}, {fDistinct, fDistinctBehind},
	{fNear, fNearBehind}, {fMeaning, fMeaningBehind}, {fSentenceNear, fSentenceNearBehind}, {fSentenceMeaning, fSentenceMeaningBehind},
	{fSentence, fSentenceBehind}, {fBigrams, fBigramsBehind}, {fWindow, fWindowBehind}, {fDense, fDenseBehind}, {fAnswer, fAnswerBehind},
}

// vector holds a candidate's features.
type vector [features]float32

// sentenceFeature numbers what is known of a sentence of a candidate, beside its neighbours in the passage.
type sentenceFeature int

const (
	sCoverage      sentenceFeature = iota // weight of the concepts that it has
	sSpecific                             // the same, leaving out those in the title
	sDistinct                             // the same, each name as one and weighed by how rare it is within the article
	sOwn                                  // the same, each concept shared among the passage's sentences that have it
	sContext                              // weight of the concepts that it or the sentence before has
	sBigrams                              // weight of the question's pairs of adjacent words in it
	sRun                                  // length of its longest run of the question's words
	sBehind                               // sCoverage minus that of the passage's best sentence
	sOwnBehind                            // sOwn minus that of the passage's best sentence
	sFits                                 // it has the kind of thing asked for: 1, .5 where nothing is expected, 0
	sNames                                // capitalised words inside it that the question does not have, up to 5, in fifths
	sNumbers                              // words with a digit that the question does not have, up to 5, in fifths
	sQuantities                           // number words
	sDates                                // years and months
	sPosition                             // 0 first to 1 last
	sLength                               // its words, in tens
	sSentences                            // sentences of the passage, in tens
	sWants                                // what the question asks for, as its number
	sStop                                 // share of the question's stop words in it
	sBefore                               // weight of the concepts that the sentence before has
	sNear                                 // weight of the concepts, each at the share of the word nearest in meaning
	sNearBehind                           // the same, minus the highest of the passage's sentences
	sMeaning                              // cosine of the sums of word vectors
	sMeaningBehind                        // the same, minus the highest of the passage's sentences
	sNew                                  // words with a meaning that the question does not have, in tens
	sPlain                                // sCoverage, sNear and sMeaning without the names of the question
	sPlainNear
	sPlainMeaning
	sPlainNearBehind // minus the highest of the passage's sentences
	sPlainMeaningBehind
	sTold // weight of the names that the sentence, one before it or the title has

	sentenceFeatures
)

// sentenceBehind pairs a feature with the one that says how far it is behind that of the passage's best sentence.
var sentenceBehind = [...]struct{ of, to sentenceFeature }{
	{sCoverage, sBehind}, {sOwn, sOwnBehind}, {sNear, sNearBehind}, {sMeaning, sMeaningBehind},
	{sPlainNear, sPlainNearBehind}, {sPlainMeaning, sPlainMeaningBehind},
}

type sentenceVector [sentenceFeatures]float32

// judgementFeature numbers what confidence is decided by: the best candidate, how far it is ahead,
// and what of the question nothing answers.
type judgementFeature int

const (
	jScore         judgementFeature = iota // the best candidate's score
	jMargin                                // by how much it is above the second
	jOther                                 // by how much it is above the best of another article
	jUnknown                               // weight of the concepts that the index has in no form
	jUnknownNames                          // share of the names that the index has in no form
	jUnknownNumber                         // share of the numbers that the index lacks
	jCorrected                             // weight of the concepts that were found only by correcting their spelling
	jConcepts                              // number of concepts, in tens
	jAgreement                             // share of the five best that are of the best one's article
	jCoverage                              // the best candidate's features of the same names
	jExact
	jSpecific
	jDistinct
	jSentence
	jTwo
	jWindow
	jBigrams
	jRun
	jAnswer
	jFits
	jTitle
	jLexical
	jArticle
	jDense
	jNear
	jMeaning
	jSentenceNear
	jSentenceMeaning
	jSentenceMeaningBehind
	jMissing
	jMissingNames
	jMissingNumbers
	jFirstBehind
	jDenseBehind
	jWants         // what the question asks for, as its number
	jNames         // share of the names and numbers, by weight, that the passage or its title has
	jPlain         // share of the other concepts, by weight, that the passage or its title has
	jNegated       // the question is negated and the marked sentence is not
	jOpposed       // weight of the concepts that the passage lacks but whose opposite stands in it
	jSentenceNames // the same two for the marked sentence and the title
	jSentencePlain
	jArticleNames // the same two for the whole article
	jArticlePlain
	jPlainNear // the marked sentence's features of the same names
	jPlainMeaning
	jTold
	jNew // the marked sentence's words with a meaning that the question does not have, in tens

	judgementFeatures
)

// judged are the features of the best candidate that the judgement takes over.
var judged = [...]struct {
	to   judgementFeature
	from feature
}{
	{jCoverage, fCoverage}, {jExact, fExact}, {jSpecific, fSpecific}, {jDistinct, fDistinct}, {jSentence, fSentence}, {jTwo, fTwo}, {jWindow, fWindow},
	{jBigrams, fBigrams}, {jRun, fRun}, {jAnswer, fAnswer}, {jFits, fFits}, {jTitle, fTitle}, {jLexical, fLexical}, {jArticle, fArticle},
	{jDense, fDense}, {jNear, fNear}, {jMeaning, fMeaning}, {jSentenceNear, fSentenceNear}, {jSentenceMeaning, fSentenceMeaning},
	{jSentenceMeaningBehind, fSentenceMeaningBehind}, {jMissing, fMissing}, {jMissingNames, fMissingNames}, {jMissingNumbers, fMissingNumbers},
	{jFirstBehind, fFirstBehind}, {jDenseBehind, fDenseBehind}, {jConcepts, fConcepts}, {jUnknown, fUnknown}, {jNew, fNew},
}

type judgementVector [judgementFeatures]float32
