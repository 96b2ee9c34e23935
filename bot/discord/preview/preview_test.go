package preview_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"footnote/bot/discord/preview"
)

// drawn is the page of one message with this content.
func drawn(t *testing.T, content string) string {
	t.Helper()
	var b strings.Builder
	if err := preview.Page(&b, []preview.Message{{Content: content}}, "dark"); err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(b.String(), "Today at 12:00</span>\n")
	body, _, _ = strings.Cut(body, "\n</article>")
	return strings.TrimSpace(body)
}

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"emphasis", "**b** *i* _i_ __u__ ~~s~~", "<strong>b</strong> <em>i</em> <em>i</em> <u>u</u> <s>s</s>"},
		{"nested", "**a *b* c**", "<strong>a <em>b</em> c</strong>"},
		{"escaped", `\*a\* \\ \_`, `*a* \ _`},
		{"a backslash before a letter", `\a`, `\a`},
		{"escaped inside", `**a\*\*b**`, "<strong>a**b</strong>"},
		{"never closed", "**a", "**a"},
		{"not emphasis", "2 * 3 * 4", "2 * 3 * 4"},
		{"quotation", "a\n> b\n> c\nd", "a<blockquote>b<br>c</blockquote>d"},
		{"empty line quoted", "> b\n>\n> c", "<blockquote>b<br><br>c</blockquote>"},
		{"link", "[a \\[b](<https://example.org/x>)", `<a href="https://example.org/x">a [b</a>`},
		{"link of another scheme", "[a](javascript:x)", "[a](javascript:x)"},
		{"code", "`a*b*`", "<code>a*b*</code>"},
		{"code block", "a\n```\n**x** <b>\n```\nb", "a<pre>**x** &lt;b&gt;</pre>b"},
		{"mentions", "<@4000000000000000001> <#12>", `<span class="mention">@user-0001</span> <span class="mention">#channel-12</span>`},
		{"mention of a role", "<@&6000000000000000009>", `<span class="mention">@role-0009</span>`},
		{"time", "<t:1772366400:f> <t:1772366400> <t:1772366400:d>",
			`<span class="moment">1 March 2026 12:00</span> <span class="moment">1 March 2026 12:00</span> <span class="moment">01/03/2026</span>`},
		{"no time", "<t:x:f> <t:1:z>", "&lt;t:x:f&gt; &lt;t:1:z&gt;"},
		{"small", "-# note\nx", "<small>note</small>x"},
		{"heading", "## h", "<h2>h</h2>"},
		{"HTML", "<script>alert(1)</script>&", "&lt;script&gt;alert(1)&lt;/script&gt;&amp;"},
		{"line ends", "a\nb", "a<br>b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, want := drawn(t, c.text), "<div>"+c.want+"</div>"; got != want {
				t.Errorf("drawn as\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestPage(t *testing.T) {
	messages, err := preview.Decode([]byte(`[
		{"type":4,"data":{"content":"c","flags":64,"embeds":[{"title":"t","description":"d","footer":{"text":"f"},"fields":[{"name":"n","value":"v"}]}],
		 "components":[{"type":1,"components":[{"type":2,"style":4,"label":"Delete","disabled":true},{"type":2,"style":5,"label":"Open","url":"https://example.org"}]},
		 {"type":1,"components":[{"type":3,"placeholder":"choose","options":[{"label":"A"}]}]},{"type":1,"components":[{"type":3,"options":[{"label":"B","default":true}]}]},
		 {"type":1,"components":[{"type":6,"default_values":[{"id":"60009","type":"role"},{"id":"70001","type":"role"}]}]},
		 {"type":1,"components":[{"type":8,"default_values":[{"id":"80008","type":"channel"}]}]}]}},
		{"type":9,"data":{"title":"Form","components":[{"type":1,"components":[{"type":4,"style":2,"label":"Field","placeholder":"write"}]},
		 {"type":1,"components":[{"type":4,"style":1,"label":"Line","value":"one"}]}]}}]`))
	if err != nil || len(messages) != 2 {
		t.Fatalf("%d messages, error %v", len(messages), err)
	}
	var b strings.Builder
	if err := preview.Page(&b, messages); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`class="dark"`, `class="light"`, `<div class="title">t</div>`, `<div class="description">d</div>`, ">f</div>", "<b>n</b>v",
		`class="button s4 disabled">Delete<`, ">Open ↗<", "<span>choose</span>", "<span>B</span>", "Only you can see this", "<strong>Form</strong>", "<label>Field</label>", `"input">write<`, `"input short">one<`,
		"<span>@role-0009  @role-0001</span>", "<span>#channel-0008</span>"} {
		if strings.Count(b.String(), want) == 0 {
			t.Errorf("%q is missing", want)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	for name, text := range map[string]string{"no JSON": "{", "nothing in it": "{}", "one of a list": `[{"content":"a"},{}]`, "a number": "7", "a list that ends early": "["} {
		if m, err := preview.Decode([]byte(text)); err == nil {
			t.Errorf("%s: decoded as %+v", name, m)
		}
	}
}

// FuzzMarkdown: whatever a message holds, the page has no tag but its own, each one closed.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"**a** [b](<https://x.y>) `c`", "> q\n```\nx\n```", "<@1> <b> \\", "***a** b*", "||s||", "-# \n# ", "_*_*"} {
		f.Add(s)
	}
	tag := regexp.MustCompile(`<(/?)([a-z0-9]+)((?: (?:class|href)="[^"<>]*")?)>`)
	f.Fuzz(func(t *testing.T, text string) {
		if text == "" || len(text) > 4000 {
			return
		}
		var b strings.Builder
		if err := preview.Page(&b, []preview.Message{{Content: text}}, "dark"); err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(b.String(), "Today at 12:00</span>\n")
		body, _, _ = strings.Cut(body, "\n</article>")
		depth := map[string]int{}
		for _, m := range tag.FindAllStringSubmatch(body, -1) {
			if m[2] != "br" {
				depth[m[2]] += map[bool]int{true: -1, false: 1}[m[1] == "/"]
			}
		}
		for name, n := range depth {
			if n != 0 {
				t.Errorf("%q: %d tags %s are left open", text, n, name)
			}
		}
		if strings.ContainsAny(tag.ReplaceAllString(body, ""), "<>") {
			t.Errorf("%q: a tag that is not ours in %s", text, body)
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"content":"a"}`))
	f.Add([]byte(`[{"data":{"embeds":[{}]}}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		messages, err := preview.Decode(data)
		if err == nil && !json.Valid(data) {
			t.Fatalf("decoded what is no JSON: %q", data)
		}
		for _, m := range messages {
			if err == nil && m.Content == "" && len(m.Embeds) == 0 && len(m.Components) == 0 {
				t.Fatalf("decoded nothing from %q", data)
			}
		}
	})
}
