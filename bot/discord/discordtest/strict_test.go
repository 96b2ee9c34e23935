package discordtest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord/discordtest"
)

func TestCallsAreLimited(t *testing.T) {
	t.Parallel()
	post := func(t *testing.T, s *discordtest.Server, channel string) int {
		status, _ := call(t, s, "POST", "/channels/"+channel+"/messages", msg(`"content":"a"`))
		return status
	}
	t.Run("50 in a second", func(t *testing.T) {
		t.Parallel()
		s := discordtest.New(t)
		began, refused := time.Now(), 0
		for range 60 {
			if post(t, s, "1") == 429 {
				refused++
			}
		}
		if refused > 10 || refused == 0 && time.Since(began) < 900*time.Millisecond {
			t.Errorf("%d of 60 calls refused, want 1 to 10, or none on a very slow machine", refused)
		}
		s.Advance(time.Second)
		if got := post(t, s, "1"); got != 200 {
			t.Errorf("status %d a second later, want 200", got)
		}
	})
	t.Run("5 to a channel", func(t *testing.T) {
		t.Parallel()
		s := discordtest.New(t)
		s.Set(func(k *discordtest.Knobs) { k.ChannelLimit = 5 })
		var got []string
		for range 6 {
			got = append(got, fmt.Sprint(post(t, s, "1")))
		}
		got = append(got, fmt.Sprint(post(t, s, "2")))
		if want := "200 200 200 200 200 429 200"; strings.Join(got, " ") != want {
			t.Errorf("answers %v, want %s", got, want)
		}
	})
	t.Run("interactions are exempt", func(t *testing.T) {
		t.Parallel()
		s := discordtest.New(t)
		connect(t, s)
		for range 60 {
			i := s.Command("ask", nil)
			if status, _ := call(t, s, "POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", `{"type":5}`); status != 204 {
				t.Fatalf("status %d", status)
			}
		}
	})
}

func TestMissingHeartbeats(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	s.Set(func(k *discordtest.Knobs) { k.Heartbeat = 50 * time.Millisecond })
	ws := connect(t, s)
	if got := receive(t, ws); !strings.Contains(got, "4009") {
		t.Errorf("got %q, want 4009", got)
	}
}

func TestTooManyPayloads(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	ws := dial(t, s)
	for range 121 {
		send(t, ws, `{"op":1,"d":null}`)
	}
	last := ""
	for range 121 {
		last = receive(t, ws)
	}
	if !strings.Contains(last, "4008") {
		t.Errorf("got %q, want 4008", last)
	}
}

func TestPausesOfTheGateway(t *testing.T) {
	t.Parallel()
	identify := func(shard string) string {
		return `{"op":2,"d":{"token":"` + discordtest.Token + `","intents":1,"properties":{},"shard":` + shard + `}}`
	}
	tests := []struct {
		name              string
		invalid           int
		concurrency       int
		first, second     string
		answer, violation string
	}{
		{"back at once after op 9", 1, 1, "[0,1]", "[0,1]", `"op":9`, "after op 9"},
		{"two of one group", 0, 1, "[0,2]", "[1,2]", `"op":9`, "two identifies"},
		{"two of two groups", 0, 2, "[0,2]", "[1,2]", `"READY"`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := discordtest.New(t)
			s.Set(func(k *discordtest.Knobs) {
				k.RealTime, k.InvalidIdentify, k.MaxConcurrency = true, tt.invalid, tt.concurrency
			})
			first := dial(t, s)
			send(t, first, identify(tt.first))
			receive(t, first)
			second := dial(t, s)
			send(t, second, identify(tt.second))
			if got := receive(t, second); !strings.Contains(got, tt.answer) {
				t.Errorf("got %s, want %s", got, tt.answer)
			}
			if v := strings.Join(s.Violations(), "\n"); !strings.Contains(v, tt.violation) || (v == "") != (tt.violation == "") {
				t.Errorf("violations %q, want %q", v, tt.violation)
			}
		})
	}
}

func TestEventsGoToTheirShard(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	// The shard of a server is what remains of its ID without 22 bits.
	guilds := []string{fmt.Sprint(4 << 22), fmt.Sprint(5 << 22)}
	s.Set(func(k *discordtest.Knobs) { k.Guilds = guilds })
	for n, guild := range guilds {
		ws := dial(t, s)
		send(t, ws, fmt.Sprintf(`{"op":2,"d":{"token":%q,"intents":1,"properties":{},"shard":[%d,2]}}`, discordtest.Token, n))
		if got := receive(t, ws); !strings.Contains(got, guild) || strings.Contains(got, guilds[1-n]) {
			t.Errorf("shard %d is greeted with %s", n, got)
		}
		defer func() {
			if got := receive(t, ws); !strings.Contains(got, guild) {
				t.Errorf("shard %d got %s", n, got)
			}
		}()
	}
	s.Command("ask", nil, discordtest.InGuild(guilds[0], "7"))
	s.Dispatch("GUILD_DELETE", map[string]any{"id": guilds[1]})
}

func TestSharding(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	s.Set(func(k *discordtest.Knobs) { k.MinShards = 2 })
	ws := dial(t, s)
	send(t, ws, `{"op":2,"d":{"token":"`+discordtest.Token+`","intents":1,"properties":{}}}`)
	if got := receive(t, ws); !strings.Contains(got, "4011") {
		t.Errorf("got %q, want 4011", got)
	}
}
