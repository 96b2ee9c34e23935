-- What the bot keeps beside the articles; package bot/state/durable reads and writes it. Times are Unix milliseconds.
CREATE TABLE settings (
	server   TEXT PRIMARY KEY,
	document TEXT NOT NULL, -- JSON
	version  INTEGER NOT NULL -- of the document's form
) STRICT;

CREATE TABLE cards (
	key     TEXT PRIMARY KEY,
	user    TEXT NOT NULL,
	server  TEXT NOT NULL,
	created INTEGER NOT NULL,
	expires INTEGER NOT NULL,
	data    BLOB NOT NULL
) STRICT;
CREATE INDEX cards_by_user ON cards (user);
CREATE INDEX cards_by_server ON cards (server);
CREATE INDEX cards_by_expiry ON cards (expires);

CREATE TABLE feedback (
	card     TEXT NOT NULL,
	user     TEXT NOT NULL,
	server   TEXT NOT NULL,
	question TEXT NOT NULL,
	helpful  INTEGER NOT NULL,
	expected TEXT NOT NULL,
	created  INTEGER NOT NULL,
	expires  INTEGER NOT NULL,
	PRIMARY KEY (card, user)
) STRICT;
CREATE INDEX feedback_by_user ON feedback (user);
CREATE INDEX feedback_by_server ON feedback (server, created);
CREATE INDEX feedback_by_expiry ON feedback (expires);

CREATE TABLE unanswered (
	id       TEXT PRIMARY KEY,
	user     TEXT NOT NULL,
	server   TEXT NOT NULL,
	question TEXT NOT NULL,
	article  TEXT NOT NULL,
	created  INTEGER NOT NULL,
	expires  INTEGER NOT NULL
) STRICT;
CREATE INDEX unanswered_by_user ON unanswered (user);
CREATE INDEX unanswered_by_server ON unanswered (server, created);
CREATE INDEX unanswered_by_expiry ON unanswered (expires);

-- Servers that the bot was removed from, whose data go after a time of grace.
CREATE TABLE servers_left (
	server TEXT PRIMARY KEY,
	at     INTEGER NOT NULL
) STRICT;

-- Events that were taken, so that two processes or a replay do not answer twice.
CREATE TABLE seen (
	id      TEXT PRIMARY KEY,
	expires INTEGER NOT NULL
) STRICT;
CREATE INDEX seen_by_expiry ON seen (expires);
