package config

import (
	"slices"
	"strconv"
	"strings"
)

// The words of the setting of places. placesDirect is what is outside of all servers with the bot.
const (
	placesAll     = "all"
	placesNone    = "none"
	placesDirect  = "direct"
	placesAllowed = "all, none, or IDs of servers, and direct for direct messages, separated by commas"
)

func storeOperatorServers(d *draft, values []string) bool {
	words := strings.Split(strings.Join(values, ","), ",")
	for i, w := range words {
		words[i] = strings.TrimSpace(w)
	}
	places, ok := parsePlaces(words)
	d.OperatorServers = places
	return ok
}

// parsePlaces reads what stands between the commas. all and none stand alone.
func parsePlaces(words []string) (p Places, ok bool) {
	switch {
	case slices.Equal(words, []string{placesAll}):
		return Places{All: true}, true
	case slices.Equal(words, []string{placesNone}):
		return Places{}, true
	}
	for _, w := range words {
		switch {
		case w == placesDirect:
			w = ""
		case !isServerID(w):
			return Places{}, false
		}
		if !slices.Contains(p.Servers, w) {
			p.Servers = append(p.Servers, w)
		}
	}
	return p, true
}

// isServerID says whether s is a number as Discord writes IDs: of 64 bits, from its first years on at least 17 digits.
func isServerID(s string) bool {
	n, err := strconv.ParseUint(s, 10, 64)
	return err == nil && len(s) >= 17 && strconv.FormatUint(n, 10) == s
}
