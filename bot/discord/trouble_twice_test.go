package discord_test

import (
	"context"
	"fmt"
	"testing"

	"footnote/bot"
	"footnote/bot/discord/discordtest"
	"footnote/retrieval"
)

// answeredOnce wants each interaction acknowledged once and its answer delivered once.
func answeredOnce(t *testing.T, asked ...*discordtest.Interaction) {
	t.Helper()
	for n, i := range asked {
		i.AwaitAnswer()
		if i.Acks() != 1 || i.Edits() != 1 {
			t.Errorf("question %d: %d acknowledgements, %d edits; want 1 and 1", n, i.Acks(), i.Edits())
		}
	}
}

// Two processes with one token get the same events: one of them answers.
func TestTwoProcesses(t *testing.T) {
	t.Parallel()
	first := ready(t, &fakeBot{})
	second := start(t, first.server, &fakeBot{})
	first.server.AwaitReady(2)
	var asked []*discordtest.Interaction
	for n := range 20 {
		asked = append(asked, first.ask(question(fmt.Sprintf("Question %d?", n))))
	}
	answeredOnce(t, asked...)
	const said = 3
	for n := range said {
		first.server.Say(discordtest.Said{Content: fmt.Sprintf("Question %d?", n), Direct: true})
	}
	first.server.AwaitMessages(said)
	for _, r := range []*run{first, second} {
		if err := r.finish(); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(first.server.Messages()); n != said {
		t.Errorf("%d messages for %d questions", n, said)
	}
	answeredOnce(t, asked...)
	if n := len(first.bot.requests()) + len(second.bot.requests()); n > len(asked)+2*said {
		t.Errorf("%d questions were worked on, want %d at most", n, len(asked)+2*said)
	}
}

// A process that is replaced finishes what it has begun; what is asked meanwhile, the next one answers.
func TestRestartMidInteraction(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	old := ready(t, answering(func(ctx context.Context, q bot.Request) (retrieval.Answer, error) {
		<-release
		return found(q.Question), nil
	}))
	begun := old.ask(question("Asked before?"))
	begun.AwaitAck()
	next := start(t, old.server, &fakeBot{})
	next.server.AwaitReady(2)
	old.stop()
	old.awaitLog("no new question is taken")
	meanwhile := old.ask(question("Asked meanwhile?"))
	meanwhile.AwaitAnswer()
	close(release)
	if err := old.finish(); err != nil {
		t.Fatal(err)
	}
	after := next.ask(question("Asked after?"))
	answeredOnce(t, begun, meanwhile, after)
}
