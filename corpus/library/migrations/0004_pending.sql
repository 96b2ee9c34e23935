-- Requests that were acknowledged and are not answered yet, for the next start of a process that ended in between.
-- data may hold secrets: a row goes when its request is answered, and no backup has it. Events that were seen need no
-- table: Discord takes one answer to each.
DROP TABLE seen;
CREATE TABLE pending (
	id      TEXT PRIMARY KEY,
	user    TEXT NOT NULL,
	server  TEXT NOT NULL,
	created INTEGER NOT NULL,
	expires INTEGER NOT NULL,
	data    BLOB NOT NULL
) STRICT;
CREATE INDEX pending_by_user ON pending (user);
CREATE INDEX pending_by_server ON pending (server);
