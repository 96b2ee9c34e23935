package corpus

import (
	"errors"
	"fmt"
)

// Reason is a kind of refusal, for those who tell people in other words or languages why a file did not become an
// article. Its values are written between processes and stay as they are.
type Reason string

// The reasons that are told apart.
const (
	// TooLarge: the file, or what it unpacks to, is above a limit.
	TooLarge Reason = "too large"
	// UnknownFormat: no reader takes it.
	UnknownFormat Reason = "unknown format"
	// NoText: it holds no text, such as an empty file or a scan.
	NoText Reason = "no text"
	// NoProgram: reading it needs a program that is not installed.
	NoProgram Reason = "no program"
	// Protected: a password, or rights that its maker kept, are in the way.
	Protected Reason = "protected"
	// Damaged: it is not what its format asks for.
	Damaged Reason = "damaged"
	// TooSlow: getting or reading it took more time, memory or output than is allowed.
	TooSlow Reason = "too slow"
	// ListsOnly: it is a feed or a sitemap, which lists articles and is none.
	ListsOnly Reason = "lists only"
	// BadAddress: it is at no address that is asked, such as one that is not public.
	BadAddress Reason = "bad address"
	// NotFound: nothing is at the address.
	NotFound Reason = "not found"
	// Unreachable: the address's server does not answer, or not with the page.
	Unreachable Reason = "unreachable"
)

// refusal is an error with its reason.
type refusal struct {
	reason Reason
	text   string
}

func (e *refusal) Error() string { return e.text }

// Refuse is an error for this reason with a message of its own, which is one line and does not name the file.
func Refuse(r Reason, format string, args ...any) error {
	return &refusal{r, fmt.Sprintf(format, args...)}
}

// ReasonOf is the reason of a refusal, "" for every other error.
func ReasonOf(err error) Reason {
	var e *refusal
	if errors.As(err, &e) {
		return e.reason
	}
	return ""
}
