-- What tells an unchanged article is read of all of them at every change of the library. In the rows it stands behind the
-- texts, whose pages SQLite must follow to get there; these indexes hold it together.
CREATE INDEX articles_heads ON articles (collection, id, name, details, edits, blocks);
DROP INDEX places_by_article;
CREATE INDEX places_by_article ON places (article, location, member);
