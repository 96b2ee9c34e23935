package library

import (
	"cmp"
	"context"
	"crypto/sha256"
	"io/fs"
	"time"

	"footnote/corpus"
)

// stamp tells an unchanged file or address without reading it.
type stamp struct {
	size, modified     int64
	etag, lastModified string
}

// fresh is how old a file's last change must be for the next to show in its time. Some file systems count whole
// seconds, FAT two.
const fresh = 2 * time.Second

// stampOf is a file's stamp when it is read now.
func (l *Library) stampOf(info fs.FileInfo) stamp {
	s := stamp{size: info.Size(), modified: info.ModTime().UnixNano()}
	if age := l.options.Now().Sub(info.ModTime()); age < fresh {
		s.modified = 0
	}
	return s
}

// isAsStamped tells whether a file is sure to be as it was when it was stamped.
func (s stamp) isAsStamped(info fs.FileInfo) bool {
	return s.modified != 0 && s.modified == info.ModTime().UnixNano() && s.size == info.Size()
}

// reading is an item that was read, ready to be stored.
type reading struct {
	collection, name, location string
	// member is the file's name in the archive at location, or "".
	member string
	data   []byte
	// mediaType is what a server called it, url where it came from in the end; "" for files.
	mediaType, url string
	// change is set where nothing was read and what is stored stays: Unchanged, or Missing with err.
	change Change
	hash   [sha256.Size]byte
	stamp  stamp
	// folder is the number of the followed folder that it was found in, or 0.
	folder  int64
	article *corpus.Article
	// edits are corrections that a new article begins with.
	edits Edits
	// added is when a new article was added elsewhere before, as Unix time, or 0.
	added int64
	// err says why there is no article.
	err error
}

// place is where the reading is from, as people read it.
func (r reading) place() string { return cmp.Or(placeName(r.location, r.member), r.name) }

// passOver leaves alone what a person has removed.
func (s *storing) passOver(ctx context.Context, r reading, p place) (Outcome, error) {
	_, err := s.tx.ExecContext(ctx, "UPDATE places SET size = ?, modified = ? WHERE number = ?", r.stamp.size, r.stamp.modified, p.number)
	return Outcome{Change: Unchanged, Collection: r.collection, Location: r.place()}, err
}

// Item is an article's file that was sent rather than found on this machine.
type Item struct {
	// Collection is where it goes; "" means Operator.
	Collection string
	// Name is the file's name, which says its format.
	Name string
	// Type is the content type that a server gave it, or "".
	Type string
	Data []byte
	// Address is where it was fetched, or "". Adding the same address again replaces the article.
	Address string
	// ETag and LastModified are what the server said, for asking again only after a change.
	ETag, LastModified string
}

func (l *Library) readItem(ctx context.Context, i Item) reading { return l.parse(ctx, l.received(i)) }

func (l *Library) received(i Item) reading {
	r := reading{
		collection: cmp.Or(i.Collection, Operator), name: i.Name, location: i.Address, url: i.Address, mediaType: i.Type, data: i.Data,
		stamp: stamp{size: int64(len(i.Data)), etag: i.ETag, lastModified: i.LastModified},
	}
	r.err = l.checkSize(r.stamp.size)
	return r
}
