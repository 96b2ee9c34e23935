package preview

import (
	"cmp"
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// maxDepth is how deep emphasis may be nested; what is deeper is shown as it is.
const maxDepth = 8

// markdown is Discord's Markdown as HTML.
func markdown(text string) string {
	var b strings.Builder
	for text != "" {
		before, rest, found := strings.Cut(text, "```")
		code, after, closed := strings.Cut(rest, "```")
		if !found || !closed {
			b.WriteString(lines(text))
			break
		}
		b.WriteString(lines(strings.TrimSuffix(before, "\n")))
		b.WriteString("<pre>" + html.EscapeString(strings.Trim(code, "\n")) + "</pre>")
		text = strings.TrimPrefix(after, "\n")
	}
	return b.String()
}

// lines renders text line by line; neighbouring quoted lines are one quotation.
func lines(text string) string {
	if text == "" {
		return ""
	}
	var b strings.Builder
	quoting, open := false, false
	for line := range strings.SplitSeq(text, "\n") {
		inner, quoted := strings.CutPrefix(line, "> ")
		if line == ">" {
			inner, quoted = "", true
		}
		if quoted != quoting {
			b.WriteString(map[bool]string{true: "<blockquote>", false: "</blockquote>"}[quoted])
			quoting, open = quoted, false
		}
		if open {
			b.WriteString("<br>")
		}
		rendered, block := blockLine(inner, quoted, line)
		b.WriteString(rendered)
		open = !block
	}
	if quoting {
		b.WriteString("</blockquote>")
	}
	return b.String()
}

// blockLine renders one line; block says that it ends a line by itself.
func blockLine(inner string, quoted bool, line string) (rendered string, block bool) {
	if !quoted {
		inner = line
	}
	for _, mark := range []struct{ prefix, open, end string }{
		{"### ", "<h3>", "</h3>"}, {"## ", "<h2>", "</h2>"}, {"# ", "<h1>", "</h1>"}, {"-# ", "<small>", "</small>"},
	} {
		if rest, ok := strings.CutPrefix(inner, mark.prefix); ok {
			return mark.open + inline(rest, 0) + mark.end, true
		}
	}
	return inline(inner, 0), false
}

// pairs are the marks of emphasis, longer ones first.
var pairs = []struct{ mark, open, end string }{
	{"**", "<strong>", "</strong>"}, {"__", "<u>", "</u>"}, {"~~", "<s>", "</s>"}, {"||", `<span class="spoiler">`, "</span>"},
	{"*", "<em>", "</em>"}, {"_", "<em>", "</em>"},
}

var (
	mention = regexp.MustCompile(`^<(@!?|@&|#)(\d+)>`)
	address = regexp.MustCompile(`^<(https?://[^\s<>]+)>`)
	link    = regexp.MustCompile(`^\[((?:\\.|[^\]\\])+)\]\(<?(https?://[^\s<>()]+)>?\)`)
	moment  = regexp.MustCompile(`^<t:(\d{1,11})(?::([tTdDfFR]))?>`)
	slash   = regexp.MustCompile(`^</([^:<>]+):\d+>`)
)

// inline renders what stands in one line.
func inline(s string, depth int) string {
	var b strings.Builder
	for s != "" {
		done, used := token(s, depth)
		b.WriteString(done)
		s = s[used:]
	}
	return b.String()
}

// token renders the first thing in s and says how many bytes it took.
func token(s string, depth int) (rendered string, used int) {
	if r, n := utf8.DecodeRuneInString(s[min(1, len(s)):]); s[0] == '\\' && n > 0 && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsSpace(r) {
		return html.EscapeString(s[1 : 1+n]), 1 + n
	}
	if code, n, ok := codeSpan(s); ok {
		return "<code>" + html.EscapeString(code) + "</code>", n
	}
	if m := link.FindStringSubmatch(s); m != nil && depth < maxDepth {
		return anchor(m[2], inline(m[1], maxDepth)), len(m[0])
	}
	if m := address.FindStringSubmatch(s); m != nil {
		return anchor(m[1], html.EscapeString(m[1])), len(m[0])
	}
	if m := mention.FindStringSubmatch(s); m != nil {
		return `<span class="mention">` + named(m[1], m[2]) + "</span>", len(m[0])
	}
	if m := moment.FindStringSubmatch(s); m != nil {
		return `<span class="moment">` + at(m[1], m[2]) + "</span>", len(m[0])
	}
	if m := slash.FindStringSubmatch(s); m != nil {
		return `<span class="mention">/` + html.EscapeString(m[1]) + "</span>", len(m[0])
	}
	if depth < maxDepth {
		for _, p := range pairs {
			if inner, n, ok := enclosed(s, p.mark); ok {
				return p.open + inline(inner, depth+1) + p.end, n
			}
		}
	}
	_, n := utf8.DecodeRuneInString(s)
	return html.EscapeString(s[:n]), n
}

// named stands for a name that only Discord knows, by the end of its ID. kind is how a mention begins.
func named(kind, id string) string {
	name := map[string]string{"#": "#channel-", "@&": "@role-"}[kind]
	return cmp.Or(name, "@user-") + id[max(0, len(id)-4):]
}

// at is a time as Discord writes it, but in UTC. How long ago it was is not told, so that a picture stays the same.
func at(seconds, style string) string {
	n, _ := strconv.ParseInt(seconds, 10, 64) // digits alone, and few
	layout := map[string]string{"t": "15:04", "T": "15:04:05", "d": "02/01/2006", "D": "2 January 2006", "F": "Monday, 2 January 2006 15:04"}[style]
	return time.Unix(n, 0).UTC().Format(cmp.Or(layout, "2 January 2006 15:04"))
}

// codeSpan is `code` at the beginning of s.
func codeSpan(s string) (code string, used int, ok bool) {
	rest, ok := strings.CutPrefix(s, "`")
	code, _, closed := strings.Cut(rest, "`")
	return code, len(code) + 2, ok && closed && code != ""
}

// enclosed is what stands between two marks at the beginning of s; used counts the marks too.
func enclosed(s, mark string) (inner string, used int, ok bool) {
	rest, ok := strings.CutPrefix(s, mark)
	if !ok || rest == "" || rest[0] == ' ' {
		return "", 0, false
	}
	for i := 0; i < len(rest); i++ {
		switch {
		case rest[i] == '\\':
			i++
		case strings.HasPrefix(rest[i:], mark) && i > 0 && rest[i-1] != ' ':
			return rest[:i], i + 2*len(mark), true
		}
	}
	return "", 0, false
}

func anchor(to, text string) string {
	u, err := url.Parse(to)
	if err != nil || u.Host == "" {
		return text
	}
	return `<a href="` + html.EscapeString(u.String()) + `">` + text + "</a>"
}
