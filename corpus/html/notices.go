package html

import (
	"strings"

	"footnote/corpus/markup"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropNotices takes off the tree what is around every article of a site: navigation, notices about cookies, dialogs, and who
// the author is.
// Readability leaves most of it out by itself, but where the article is shorter than a notice it takes the notice.
func dropNotices(n *nethtml.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == nethtml.ElementNode && isNotice(c) && !holdsArticle(c) {
			n.RemoveChild(c)
		} else {
			dropNotices(c)
		}
		c = next
	}
}

func isNotice(n *nethtml.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Head, atom.Body, atom.Article, atom.Main:
		return false
	case atom.Nav:
		return true
	}
	switch strings.ToLower(markup.Attr(n, "role")) {
	case "navigation", "alertdialog", "dialog", "search", "contentinfo":
		return true
	}
	names := markup.Attr(n, "id") + " " + markup.Attr(n, "class")
	return n.DataAtom != atom.A && (isConsent(names) || isBiography(names))
}

// isConsent tells whether names are those of a notice that asks for consent, by the names of the usual programs.
func isConsent(names string) bool {
	for name := range strings.FieldsSeq(strings.ToLower(names)) {
		for _, start := range []string{"cookie", "consent", "gdpr", "onetrust", "didomi", "cc-window", "qc-cmp", "sp_message"} {
			if strings.HasPrefix(name, start) {
				return true
			}
		}
	}
	return false
}

// isBiography tells whether names are those of a box that says who the author is.
func isBiography(names string) bool {
	for name := range strings.FieldsSeq(strings.ToLower(names)) {
		switch strings.ReplaceAll(name, "_", "-") {
		case "author-bio", "author-box", "author-biography", "article-author-bio", "post-author-bio", "entry-author-bio", "about-author", "about-the-author", "bio-box":
			return true
		}
	}
	return false
}

// holdsArticle tells whether the article is inside: a page about cookies may name its parts after them.
func holdsArticle(n *nethtml.Node) bool {
	return find(n, func(c *nethtml.Node) bool {
		return c.DataAtom == atom.Article || c.DataAtom == atom.Main || c.DataAtom == atom.H1
	}) != nil
}
