package discord

import (
	"context"
	"slices"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/corpus/fetch"
	"footnote/corpus/library"
)

// Library keeps articles by collection; a server's is named by the server's ID. *library.Library implements it. It must
// be safe for concurrent use.
type Library interface {
	LibraryWriter
	LibraryReader
}

// LibraryWriter changes a library. It is handed no text of a person's but web addresses, and files' names and bytes.
type LibraryWriter interface {
	AddAll(ctx context.Context, i library.Item) ([]library.Outcome, error)
	AddAddress(ctx context.Context, collection, address string) ([]library.Outcome, error)
	Edit(ctx context.Context, collection, id string, e library.Edits) error
	Remove(ctx context.Context, collection, id string) error
}

// LibraryReader reads a library.
type LibraryReader interface {
	Articles(ctx context.Context, collection string) ([]library.Entry, error)
	Article(ctx context.Context, collection, id string) (*corpus.Article, error)
	Usage(ctx context.Context, collection string) (library.Usage, error)
	Changes(ctx context.Context) <-chan struct{}
}

// Files gets the files that people attach. *fetch.Client implements it, and goes to public addresses only.
type Files interface {
	Get(ctx context.Context, r fetch.Request) (fetch.Page, error)
}

// LibraryOptions are where servers keep articles of their own. Where Store or Files is nil they can keep none, and are
// told so.
type LibraryOptions struct {
	Store Library
	Files Files
	// MaxFileBytes is the size above which an attached file is not even fetched; 0 means
	// corpus.DefaultMaxFileBytes.
	MaxFileBytes int64
	// Room is what Store lets a server hold, to be shown.
	Room library.Room
	// Time bounds one import with its wait; the default is ten minutes, as Discord takes answers for fifteen.
	Time time.Duration
}

func (o LibraryOptions) withDefaults() LibraryOptions {
	if o.MaxFileBytes <= 0 {
		o.MaxFileBytes = corpus.DefaultMaxFileBytes
	}
	o.Time = orDuration(o.Time, 10*time.Minute)
	return o
}

func (o LibraryOptions) usable() bool { return o.Store != nil && o.Files != nil }

// hasLibrary says whether the interaction's place has a library of its own; otherwise the asker has been told.
func (x *exchange) hasLibrary(ctx context.Context) bool {
	switch {
	case x.in.server() == "":
		x.tell(ctx, "library.where")
	case !x.options.Library.usable():
		x.tell(ctx, "library.none")
	default:
		return true
	}
	return false
}

// mayTend says whether the person may change the server's library; otherwise they have been told who may. It is asked
// at every step, as a card may be older than the permission.
func (x *exchange) mayTend(ctx context.Context) bool {
	if !x.hasLibrary(ctx) {
		return false
	}
	if x.tends() {
		return true
	}
	if roles := x.settings.Librarians; len(roles) > 0 {
		x.tell(ctx, "library.refused_roles", "roles", roleMentions(roles))
	} else {
		x.tell(ctx, "library.refused")
	}
	return false
}

// tends says whether the person manages the server or has one of the roles that its settings name. The role of everybody
// has the server's ID, and no member lists it.
func (x *exchange) tends() bool {
	return x.in.Member.Permissions.has(mayManageServer) || slices.ContainsFunc(x.settings.Librarians, func(role string) bool {
		return role == x.in.server() || slices.Contains(x.in.Member.Roles, role)
	})
}

func roleMentions(roles []string) string {
	var names []string
	for _, r := range roles {
		names = append(names, "<@&"+digits(r)+">")
	}
	return strings.Join(names, " ")
}
