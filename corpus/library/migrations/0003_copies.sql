-- What near copies are recognised by, and vectors that were costly to make.
ALTER TABLE articles ADD COLUMN address TEXT NOT NULL DEFAULT ''; -- canonical form of the article's URL
ALTER TABLE articles ADD COLUMN signature BLOB; -- MinHash of the text; NULL: not made yet; empty: the text is too short
CREATE INDEX articles_by_address ON articles (collection, address) WHERE address <> '';

CREATE TABLE bands (
	band    INTEGER NOT NULL,
	hash    INTEGER NOT NULL,
	article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
	PRIMARY KEY (band, hash, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX bands_by_article ON bands (article);

CREATE TABLE vectors (
	article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
	model   TEXT NOT NULL,
	hash    BLOB NOT NULL, -- SHA-256 of the passage's text
	vector  BLOB NOT NULL, -- IEEE 754 single precision, little-endian
	PRIMARY KEY (article, model, hash)
) STRICT, WITHOUT ROWID;
