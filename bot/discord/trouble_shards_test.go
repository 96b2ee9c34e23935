package discord_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"footnote/bot/discord"
	"footnote/bot/discord/discordtest"
)

// guildOf is a server that belongs to this shard of any number of shards above it.
func guildOf(shard int) string { return fmt.Sprint(shard << 22) }

// shardsOf are the shards that have identified, in order.
func (r *run) shardsOf(connections int) []string {
	r.t.Helper()
	var shards []string
	for n := range connections {
		c := r.server.AwaitReady(n + 1)
		if id := c.Identify(); id != nil && id.Shard != nil {
			shards = append(shards, fmt.Sprint(*id.Shard))
		}
	}
	slices.Sort(shards)
	return shards
}

func TestShards(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name                      string
		recommended, set, current int
	}{
		{"as Discord recommends", 3, 0, 3},
		{"as set", 1, 2, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := discordtest.New(t)
			s.Set(func(k *discordtest.Knobs) {
				k.Shards = tt.recommended
				for n := range tt.current {
					k.Guilds = append(k.Guilds, guildOf(n))
				}
			})
			r := start(t, s, &fakeBot{}, func(o *discord.Options) { o.Shards = tt.set })
			var want []string
			for n := range tt.current {
				want = append(want, fmt.Sprint([2]int{n, tt.current}))
			}
			if got := r.shardsOf(tt.current); !slices.Equal(got, want) {
				t.Fatalf("shards %v, want %v", got, want)
			}
			for n := range tt.current {
				i := s.Command("ask", question("When?"), discordtest.InGuild(guildOf(n), "7"))
				mustContain(t, i.AwaitAnswer().Text(), "1974")
			}
			if n := r.count("PUT", "/commands"); n > 1 {
				t.Errorf("commands registered %d times", n)
			}
		})
	}
}

// Two shards of one max_concurrency group identify 5 s apart, those of different groups need not.
func TestIdentifiesKeepTheirDistance(t *testing.T) {
	t.Parallel()
	for _, concurrency := range []int{1, 4} {
		t.Run(fmt.Sprint("max_concurrency ", concurrency), func(t *testing.T) {
			t.Parallel()
			s := discordtest.New(t)
			s.Set(func(k *discordtest.Knobs) { k.Shards, k.MaxConcurrency = 4, concurrency })
			r := start(t, s, &fakeBot{})
			r.shardsOf(4)
			pauses := 0
			for _, d := range r.slept() {
				if d > 4500*time.Millisecond && d <= 6*time.Second {
					pauses++
				}
			}
			if want := 4 - concurrency; pauses != want {
				t.Errorf("%d pauses of about 5 s in %v, want %d", pauses, r.slept(), want)
			}
		})
	}
}

// A bot that has grown is sharded anew, without a restart.
func TestGrownBeyondItsShards(t *testing.T) {
	t.Parallel()
	r := ready(t, &fakeBot{})
	r.server.Set(func(k *discordtest.Knobs) { k.Shards, k.MinShards = 2, 2 })
	r.server.AwaitReady(1).CloseWith(4011)
	r.server.AwaitReady(2)
	r.server.AwaitReady(3)
	mustContain(t, r.server.Command("ask", question("When?"), discordtest.InGuild(guildOf(1), "7")).AwaitAnswer().Text(), "1974")
}

func TestTooFewShardsSet(t *testing.T) {
	t.Parallel()
	s := discordtest.New(t)
	s.Set(func(k *discordtest.Knobs) { k.Shards, k.MinShards = 4, 4 })
	r := start(t, s, &fakeBot{}, func(o *discord.Options) { o.Shards = 2 })
	if err := r.wait(); !errors.Is(err, discord.ErrShard) {
		t.Errorf("Serve: %v, want %v", err, discord.ErrShard)
	}
}
