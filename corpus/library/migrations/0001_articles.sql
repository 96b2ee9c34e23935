-- Articles with the bytes they came from. Numbers are internal; people and messages use IDs.
CREATE TABLE originals (
	hash  BLOB PRIMARY KEY, -- SHA-256 of bytes
	bytes BLOB NOT NULL
) STRICT;

CREATE TABLE articles (
	number     INTEGER PRIMARY KEY,
	collection TEXT NOT NULL,
	id         TEXT NOT NULL, -- corpus.Article.ID: from the SHA-256 of text
	original   BLOB NOT NULL REFERENCES originals (hash),
	name       TEXT NOT NULL, -- the file's name, which says its format
	text       TEXT NOT NULL,
	details    TEXT NOT NULL, -- JSON, as the reader understood them
	edits      TEXT NOT NULL, -- JSON, what a person corrected
	blocks     TEXT NOT NULL, -- JSON
	kept       INTEGER NOT NULL, -- 0: goes with the files it was read from; 1: stays; 2: stays, and was sent by a person
	added      INTEGER NOT NULL, -- Unix seconds
	changed    INTEGER NOT NULL,
	UNIQUE (collection, id)
) STRICT;
CREATE INDEX articles_by_original ON articles (original);

-- Folders that are read again: what is new, changed or gone there is so in the library too.
CREATE TABLE folders (
	number     INTEGER PRIMARY KEY,
	collection TEXT NOT NULL,
	path       TEXT NOT NULL, -- absolute
	UNIQUE (collection, path)
) STRICT;

-- Where articles were read from, with what tells an unchanged file or address without reading it.
CREATE TABLE places (
	number        INTEGER PRIMARY KEY,
	collection    TEXT NOT NULL,
	location      TEXT NOT NULL, -- an absolute path or an address
	member        TEXT NOT NULL, -- the file's name in the archive at location, or ''
	folder        INTEGER REFERENCES folders (number) ON DELETE CASCADE,
	article       INTEGER REFERENCES articles (number) ON DELETE SET NULL,
	hash          BLOB NOT NULL, -- SHA-256 of what was last read there
	size          INTEGER NOT NULL,
	modified      INTEGER NOT NULL, -- Unix nanoseconds; 0: too fresh to tell a later change by
	etag          TEXT NOT NULL,
	last_modified TEXT NOT NULL,
	problem       TEXT NOT NULL, -- why it could not be read, or ''
	removed       INTEGER NOT NULL, -- 1: a person removed the article; it is not read again
	UNIQUE (collection, location, member)
) STRICT;
CREATE INDEX places_by_article ON places (article);
CREATE INDEX places_by_folder ON places (folder);
