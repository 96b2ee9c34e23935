package discord_test

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
	"footnote/bot/locale"
	"footnote/bot/state"
	"footnote/corpus/citation"
	"footnote/retrieval"
)

// TestProblemsInEachLanguage: whatever keeps a question from being answered is said in the asker's language.
func TestProblemsInEachLanguage(t *testing.T) {
	t.Parallel()
	problems := map[string]error{
		"names no article":      &bot.NameError{Typed: "zz"},
		"names several":         &bot.NameError{Typed: "zz", Matches: 2, Among: []string{"A", "B"}},
		"panics":                nil,
		"fails":                 errors.New("disk on fire"),
		"took too long":         context.DeadlineExceeded,
		"none that this knows":  &retrieval.QuestionError{Problem: retrieval.NoWords, Text: "x"},
		"an error of a wrapper": errors.Join(errors.New("while asking"), &retrieval.QuestionError{Problem: retrieval.EmptyQuestion}),
	}
	for _, p := range retrieval.Problems() {
		problems[string(p)] = &retrieval.QuestionError{Problem: p, Text: "zz", Length: 8001}
	}
	r := ready(t, answering(func(_ context.Context, q bot.Request) (retrieval.Answer, error) {
		if err := problems[q.Question]; err != nil {
			return retrieval.Answer{}, err
		}
		panic("index out of range")
	}))
	for name := range problems {
		t.Run(name, func(t *testing.T) {
			said := map[string]string{}
			for _, l := range []string{"en-US", "es-ES", "fr", "ru"} {
				i := r.server.Command("ask", question(name), discordtest.In(l))
				text := strings.ReplaceAll(i.AwaitAnswer().Text(), i.ID, "")
				if before, again := said[text]; again || strings.Contains(text, "question.") || len(text) < 20 {
					t.Errorf("in %s: %q, as in %q", l, text, before)
				}
				said[text] = l
			}
		})
	}
}

// TestDegradedInEachLanguage: so is what could not be used for an answer.
func TestDegradedInEachLanguage(t *testing.T) {
	t.Parallel()
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range retrieval.Degradations() {
		said := map[string]string{}
		for _, l := range all.Languages() {
			a := found("Why?")
			plain := discord.Render(l, a).Embeds[0].Footer.Text
			a.Degraded, a.Cause = d, errors.New("connection refused")
			note := strings.TrimPrefix(discord.Render(l, a).Embeds[0].Footer.Text, plain)
			if said[note] != "" || note == "" || strings.Contains(note, "refused") || strings.Contains(note, "degraded") {
				t.Errorf("%s in %s: %q", d, l.Code(), note)
			}
			said[note] = l.Code()
		}
	}
}

// TestNothingStaysEnglish replays every recorded interaction for a reader of Russian, in whose alphabet
// nothing English can hide: what is left in Latin letters are the articles' own words and names.
func TestNothingStaysEnglish(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	russian := discordtest.In("ru")
	values := r.replayValues("server")
	words := regexp.MustCompile(`[A-Za-z]{3,}`)
	shown := 0
	for _, name := range discordtest.Recorded() {
		if name == "menu_set_language" {
			continue // which chooses another language for all that follows
		}
		i := r.server.Replay(r.server.Recording(name, "server", values), russian)
		body := i.AwaitAck().Data
		if i.AwaitAck().Type == 5 {
			body = i.AwaitAnswer().Body
		}
		if strings.HasPrefix(name, "menu_style") || strings.HasPrefix(name, "cite") || strings.HasPrefix(name, "button_cite") {
			continue // a reference is in the language of its style
		}
		for _, text := range readable(t, body) {
			shown++
			if left := words.FindString(own(text)); left != "" {
				t.Errorf("%s: %q is left in %q", name, left, text)
			}
		}
	}
	if shown < 100 {
		t.Errorf("only %d texts were shown", shown)
	}
}

// readable are the texts of a message, a form or a list of choices that people read.
func readable(t *testing.T, body []byte) (texts []string) {
	t.Helper()
	if len(body) == 0 {
		return nil
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatal(err)
	}
	var walk func(key string, v any)
	walk = func(key string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, inner := range v {
				walk(k, inner)
			}
		case []any:
			for _, inner := range v {
				walk(key, inner)
			}
		case string:
			switch key {
			case "content", "title", "description", "text", "label", "placeholder", "name":
				texts = append(texts, v)
			}
		}
	}
	walk("", v)
	return texts
}

// own is the part of a text that is ours: without the articles' words, what was asked, names and addresses.
func own(text string) string {
	for _, pattern := range []string{`(?m)^> .*`, `“[^”]*”`, `«[^»]*»`, "`[^`]*`", `<[^>]*>`, `\[[^\]]*\]`} {
		text = regexp.MustCompile(pattern).ReplaceAllString(text, "")
	}
	foreign := []string{"Discord", "English", "Français", "Español", "History", "A defector's account", "CNN", // and what the recordings ask:
		"When was it founded?", "It was founded in 1974, they say, and sells gold.", `"sells gold" article\:office by\:doe after\:2010 before\:2020`}
	for _, s := range citation.Styles() {
		foreign = append(foreign, s.Label)
	}
	for _, a := range fixture().Articles {
		foreign = append(foreign, a.Title, a.Publisher)
		foreign = append(foreign, a.Authors...)
	}
	for _, f := range foreign {
		if f != "" {
			text = strings.ReplaceAll(text, f, "")
		}
	}
	if text == "gold" {
		return "" // the words of a search
	}
	return text
}

// TestWhatIsWrongDoesNotStay: a name that fits no article is told to the asker alone, and what is said for all can be deleted.
func TestWhatIsWrongDoesNotStay(t *testing.T) {
	t.Parallel()
	r := ready(t, answering(func(_ context.Context, q bot.Request) (retrieval.Answer, error) {
		return retrieval.Answer{}, &retrieval.QuestionError{Problem: retrieval.CommonWords, Text: q.Question}
	}))
	for typed, says := range map[string]string{"volcano": "No article here has “volcano”", "o": "3 articles have “o”"} {
		i := r.ask(discordtest.Options{"question": "When?", "article": typed})
		mustContain(t, r.reply(i).Text(), says)
		if ack := i.AwaitAck(); ack.Type != 4 || !ack.Ephemeral() {
			t.Errorf("%q: type %d, ephemeral %v; want a message for the asker alone", typed, ack.Type, ack.Ephemeral())
		}
	}
	if n := len(r.bot.requests()); n != 0 {
		t.Errorf("%d questions were looked up without knowing where", n)
	}
	r.server.Say(discordtest.Said{Content: mention + "what is it?"})
	for name, c := range map[string]struct {
		shown discordtest.Message
		want  string
	}{
		"for all":     {r.askHere(question("what is it?")), "Delete"},
		"mention":     {r.server.AwaitMessages(1)[0], "Delete"},
		"asker alone": {r.askHere(discordtest.Options{"question": "what is it?", "private": true}), ""},
	} {
		if got := labels(t, c.shown); got != c.want {
			t.Errorf("%s: buttons %q, want %q", name, got, c.want)
		}
	}
}

// TestRefusedAttacks: a question that cannot be asked is quoted without meaning anything to Discord.
func TestRefusedAttacks(t *testing.T) {
	t.Parallel()
	r := ready(t, answering(func(_ context.Context, q bot.Request) (retrieval.Answer, error) {
		return retrieval.Answer{}, &retrieval.QuestionError{Problem: retrieval.CommonWords, Text: q.Question}
	}))
	for _, attack := range attacks {
		checkHarmless(t, r.askHere(question(attack)).Content)
	}
}

// TestSuggestionsNeedNoState: what is typed is completed from memory, whatever the disk does.
func TestSuggestionsNeedNoState(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{}, func(o *discord.Options) { o.State = brokenState{state.NewMemory()} })
	if n := len(r.server.Autocomplete("ask", "article", "office").AwaitAck().Choices()); n != 1 {
		t.Errorf("%d suggestions, want 1", n)
	}
	if strings.Contains(r.log.String(), "disk on fire") {
		t.Error("the state was asked")
	}
}
