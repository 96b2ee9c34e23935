// Package statetest is the conformance test of bot.State. An implementation's own test calls [Run].
package statetest

import (
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"footnote/bot"
)

// Run tests the states that open returns; each is empty and used by one test.
func Run(t *testing.T, open func(*testing.T) bot.State) {
	for name, test := range map[string]func(*testing.T, bot.State){
		"settings": settings, "cards": cards, "feedback": feedback, "unanswered": unanswered, "pending": pending,
		"a user is deleted": deleteUser, "retention": retention, "servers left": serversLeft, "all at once": allAtOnce,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// day is when the records of these tests were made.
var day = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %+v, want %+v", what, got, want)
	}
}

func settings(t *testing.T, s bot.State) {
	got, err := s.Settings(t.Context(), "s1")
	check(t, err)
	same(t, "never set", got, bot.DefaultSettings())
	want := bot.Settings{Channels: []string{"c1", "c2"}, Private: true, Language: "fr", Librarians: []string{"r1"}, RetentionDays: 7}
	check(t, s.SetSettings(t.Context(), "s1", want))
	got, err = s.Settings(t.Context(), "s1")
	check(t, err)
	same(t, "set", got, want)
	got, err = s.Settings(t.Context(), "s2")
	check(t, err)
	same(t, "another server", got, bot.DefaultSettings())
}

func card(key, user, server string) bot.Card {
	return bot.Card{Key: key, User: user, Server: server, Created: day, Expires: day.Add(time.Hour), Data: []byte("data of " + key)}
}

func cards(t *testing.T, s bot.State) {
	want := card("k1", "u1", "s1")
	check(t, s.SaveCard(t.Context(), card("k1", "u9", "s9")))
	check(t, s.SaveCard(t.Context(), want))
	got, err := s.Card(t.Context(), "k1", day)
	check(t, err)
	if !got.Created.Equal(want.Created) || !got.Expires.Equal(want.Expires) {
		t.Errorf("times %v, %v", got.Created, got.Expires)
	}
	got.Created, got.Expires = want.Created, want.Expires
	same(t, "card", got, want)
	for name, at := range map[string]struct {
		key string
		now time.Time
	}{"unknown": {"k2", day}, "expired": {"k1", day.Add(2 * time.Hour)}} {
		if _, err := s.Card(t.Context(), at.key, at.now); !errors.Is(err, bot.ErrNoCard) {
			t.Errorf("%s: error %v, want ErrNoCard", name, err)
		}
	}
	check(t, s.DropCard(t.Context(), "k1"))
	check(t, s.DropCard(t.Context(), "k1"))
	if _, err := s.Card(t.Context(), "k1", day); !errors.Is(err, bot.ErrNoCard) {
		t.Errorf("dropped: error %v, want ErrNoCard", err)
	}
}

func said(card, user, server string, after time.Duration) bot.Feedback {
	return bot.Feedback{Card: card, User: user, Server: server, Question: "q of " + card, Expected: "e", Created: day.Add(after), Expires: day.Add(24 * time.Hour)}
}

func feedback(t *testing.T, s bot.State) {
	for _, f := range []bot.Feedback{
		said("k1", "u1", "s1", 0), said("k2", "u1", "s1", time.Minute), said("k1", "u2", "s1", 2*time.Minute), said("k3", "u1", "s2", 0),
	} {
		check(t, s.AddFeedback(t.Context(), f))
	}
	again := said("k1", "u1", "s1", 3*time.Minute)
	again.Helpful, again.Expected = true, ""
	check(t, s.AddFeedback(t.Context(), again))
	list, err := s.Feedback(t.Context(), "s1", 2)
	check(t, err)
	if len(list) != 2 || list[0].User != "u1" || !list[0].Helpful || list[0].Expected != "" || list[1].User != "u2" {
		t.Errorf("got %+v, want the newest two, u1's as said last", list)
	}
	list, err = s.Feedback(t.Context(), "s1", 10)
	check(t, err)
	if len(list) != 3 || list[2].Card != "k2" || list[2].Question != "q of k2" {
		t.Errorf("got %+v, want three, k2's last", list)
	}
}

func open(id, user, server string, after time.Duration) bot.Unanswered {
	return bot.Unanswered{ID: id, User: user, Server: server, Question: "q of " + id, Article: "a", Created: day.Add(after), Expires: day.Add(24 * time.Hour)}
}

func unanswered(t *testing.T, s bot.State) {
	for _, u := range []bot.Unanswered{
		open("1", "u1", "s1", 0), open("2", "u2", "s1", time.Minute), open("3", "u1", "s1", 2*time.Minute), open("4", "u1", "s2", 0), open("1", "u1", "s1", 0),
	} {
		check(t, s.AddUnanswered(t.Context(), u))
	}
	for _, c := range []struct {
		offset, limit int
		want          []string
	}{{0, 2, []string{"3", "2"}}, {2, 2, []string{"1"}}, {9, 2, nil}, {0, 0, nil}} {
		list, total, err := s.Unanswered(t.Context(), "s1", c.offset, c.limit)
		check(t, err)
		var ids []string
		for _, u := range list {
			ids = append(ids, u.ID)
		}
		same(t, "IDs", ids, c.want)
		same(t, "total", total, 3)
	}
	check(t, s.DropUnanswered(t.Context(), "s1"))
	for server, want := range map[string]int{"s1": 0, "s2": 1} {
		_, total, err := s.Unanswered(t.Context(), server, 0, 1)
		check(t, err)
		same(t, "total of "+server+" after dropping s1's", total, want)
	}
}

func asked(id, user, server string, after time.Duration) bot.Pending {
	return bot.Pending{ID: id, User: user, Server: server, Created: day.Add(after), Expires: day.Add(time.Hour), Data: []byte("data of " + id)}
}

func pending(t *testing.T, s bot.State) {
	check(t, s.AddPending(t.Context()))
	check(t, s.AddPending(t.Context(), asked("2", "u9", "s9", 0), asked("3", "u1", "", 0), asked("1", "u1", "s1", time.Minute)))
	check(t, s.AddPending(t.Context(), asked("2", "u2", "s1", 0)))
	listed := func(at time.Time, want ...string) {
		t.Helper()
		all, err := s.Pending(t.Context(), at)
		check(t, err)
		var got []string
		for _, p := range all {
			got = append(got, p.ID+" "+p.User+" "+p.Server+" "+string(p.Data))
		}
		same(t, "pending", got, want)
	}
	listed(day, "2 u2 s1 data of 2", "3 u1  data of 3", "1 u1 s1 data of 1")
	check(t, s.DropPending(t.Context()))
	check(t, s.DropPending(t.Context(), "2", "1", "none"))
	listed(day.Add(time.Hour), "3 u1  data of 3")
	listed(day.Add(2 * time.Hour))
}

// fill stores one record of each kind.
func fill(t *testing.T, s bot.State, key, user, server string) {
	t.Helper()
	check(t, s.SaveCard(t.Context(), card(key, user, server)))
	check(t, s.AddFeedback(t.Context(), said(key, user, server, 0)))
	check(t, s.AddUnanswered(t.Context(), open(key, user, server, 0)))
	check(t, s.AddPending(t.Context(), asked(key, user, server, 0)))
}

// holds says how many records of each kind a person has.
func holds(t *testing.T, s bot.State, user string, want bot.Holdings) {
	t.Helper()
	got, err := s.Held(t.Context(), user)
	check(t, err)
	same(t, "held about "+user, got, want)
}

// waits says which requests are pending.
func waits(t *testing.T, s bot.State, want ...string) {
	t.Helper()
	all, err := s.Pending(t.Context(), time.Time{})
	check(t, err)
	var got []string
	for _, p := range all {
		got = append(got, p.ID)
	}
	same(t, "pending", got, want)
}

var oneEach = bot.Holdings{Cards: 1, Feedback: 1, Unanswered: 1}

func deleteUser(t *testing.T, s bot.State) {
	fill(t, s, "k1", "u1", "s1")
	fill(t, s, "k2", "u2", "s1")
	holds(t, s, "u1", oneEach)
	gone, err := s.DeleteUser(t.Context(), "u1")
	check(t, err)
	same(t, "deleted", gone, oneEach)
	holds(t, s, "u1", bot.Holdings{})
	holds(t, s, "u2", oneEach)
	waits(t, s, "k2")
}

func retention(t *testing.T, s bot.State) {
	fill(t, s, "k1", "u1", "s1")
	fill(t, s, "k2", "u2", "s2")
	check(t, s.Retain(t.Context(), "s1", time.Minute))
	check(t, s.Retain(t.Context(), "s1", 99*time.Hour)) // makes nothing live longer
	check(t, s.Purge(t.Context(), day.Add(30*time.Second)))
	holds(t, s, "u1", oneEach)
	waits(t, s, "k1", "k2")
	check(t, s.Purge(t.Context(), day.Add(2*time.Minute)))
	holds(t, s, "u1", bot.Holdings{})
	waits(t, s, "k2")
	holds(t, s, "u2", oneEach)
	check(t, s.Purge(t.Context(), day.Add(48*time.Hour)))
	holds(t, s, "u2", bot.Holdings{})
}

func serversLeft(t *testing.T, s bot.State) {
	for _, server := range []string{"s1", "s2", "s3"} {
		fill(t, s, "k-"+server, "u-"+server, server)
		check(t, s.SetSettings(t.Context(), server, bot.Settings{RetentionDays: 7}))
		check(t, s.ServerLeft(t.Context(), server, day))
		check(t, s.ServerLeft(t.Context(), server, day.Add(time.Hour))) // the first time counts
	}
	fill(t, s, "k-dm", "u-dm", "")
	known, err := s.KnownServers(t.Context())
	check(t, err)
	if len(known) != 0 {
		t.Errorf("known %q although all were left", known)
	}
	check(t, s.ServerJoined(t.Context(), "s2"))
	check(t, s.ServerJoined(t.Context(), "s3"))
	check(t, s.ServerLeft(t.Context(), "s3", day.Add(5*time.Hour)))
	known, err = s.KnownServers(t.Context())
	check(t, err)
	same(t, "known", known, []string{"s2"})
	gone, err := s.PurgeLeft(t.Context(), day.Add(30*time.Minute))
	check(t, err)
	same(t, "purged", gone, []string{"s1"})
	holds(t, s, "u-dm", oneEach)
	holds(t, s, "u-s1", bot.Holdings{})
	holds(t, s, "u-s2", oneEach)
	holds(t, s, "u-s3", oneEach)
	waits(t, s, "k-dm", "k-s2", "k-s3")
	set, err := s.Settings(t.Context(), "s1")
	check(t, err)
	same(t, "settings of the server that was left", set, bot.DefaultSettings())
	gone, err = s.PurgeLeft(t.Context(), day.Add(30*time.Minute))
	check(t, err)
	if len(gone) != 0 {
		t.Errorf("purged again: %q", gone)
	}
}

// allAtOnce: many use the state at the same time, and nothing that was stored is lost.
func allAtOnce(t *testing.T, s bot.State) {
	const people, rounds = 8, 10
	var all sync.WaitGroup
	failed := make(chan error, people)
	for n := range people {
		all.Go(func() {
			user, server := fmt.Sprint("u", n), fmt.Sprint("s", n%2)
			for i := range rounds {
				key := fmt.Sprint(user, "-", i)
				_, cardErr := s.Card(t.Context(), "none", day)
				_, _, listErr := s.Unanswered(t.Context(), server, 0, 5)
				err := errors.Join(s.SaveCard(t.Context(), card(key, user, server)), s.AddFeedback(t.Context(), said(key, user, server, 0)),
					s.AddUnanswered(t.Context(), open(key, user, server, 0)), s.SetSettings(t.Context(), server, bot.DefaultSettings()),
					s.Purge(t.Context(), day), listErr)
				if err != nil || !errors.Is(cardErr, bot.ErrNoCard) {
					failed <- fmt.Errorf("%s: %w, %w", key, err, cardErr)
					return
				}
			}
		})
	}
	all.Wait()
	close(failed)
	for err := range failed {
		t.Error(err)
	}
	for n := range people {
		holds(t, s, fmt.Sprint("u", n), bot.Holdings{Cards: rounds, Feedback: rounds, Unanswered: rounds})
	}
}
