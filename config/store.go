package config

import (
	"log/slog"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// The functions here parse a setting's values into the draft and say whether they are allowed.

func storeArticles(d *draft, values []string) bool {
	if slices.Contains(values, "") {
		return false
	}
	d.Articles = values
	return true
}

func storeData(d *draft, values []string) bool {
	d.data = values[0]
	return d.data != ""
}

func storeMaxFileSize(d *draft, values []string) bool {
	n, ok := parseSize(values[0])
	if !ok || n < 1<<10 || n > 1<<30 {
		return false
	}
	d.MaxFileSize = n
	return true
}

// parseSize reads a number of bytes with an optional unit, decimal (KB, MB, GB) or binary (KiB, MiB, GiB).
func parseSize(s string) (int64, bool) {
	digits := strings.TrimRightFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
	unit, ok := sizeUnit(strings.ToLower(strings.TrimSpace(s[len(digits):])))
	n, err := strconv.ParseUint(digits, 10, 63)
	if err != nil || !ok || n > uint64(math.MaxInt64/unit) {
		return 0, false
	}
	return int64(n) * unit, true
}

func sizeUnit(name string) (int64, bool) {
	switch name {
	case "", "b":
		return 1, true
	case "kb":
		return 1e3, true
	case "mb":
		return 1e6, true
	case "gb":
		return 1e9, true
	case "kib":
		return 1 << 10, true
	case "mib":
		return 1 << 20, true
	case "gib":
		return 1 << 30, true
	}
	return 0, false
}

func storeLimit(d *draft, values []string) bool {
	n, err := strconv.Atoi(values[0])
	if err != nil || n < 1 || n > 10 {
		return false
	}
	d.Limit = n
	return true
}

func storeHistory(d *draft, values []string) bool {
	d.history = values[0]
	return d.history != ""
}

func storeLogLevel(d *draft, values []string) bool {
	levels := map[string]slog.Level{
		"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError,
	}
	level, ok := levels[values[0]]
	d.LogLevel = level
	return ok
}

func storeShards(d *draft, values []string) bool {
	n, err := strconv.Atoi(values[0])
	d.Shards = n
	return err == nil && n >= 0 && n <= 1000
}

func storeLeftDays(d *draft, values []string) bool {
	n, err := strconv.Atoi(values[0])
	d.LeftDays = n
	return err == nil && n >= 1 && n <= 365
}

func storeServerArticles(d *draft, values []string) bool {
	n, err := strconv.Atoi(values[0])
	d.ServerArticles = n
	return err == nil && n >= 0 && n <= 100_000
}

func storeServerSize(d *draft, values []string) bool {
	n, ok := parseSize(values[0])
	d.ServerSize = n
	return ok && n >= 1<<20 && n <= 1<<40
}

func storeToken(d *draft, values []string) bool {
	token := strings.TrimPrefix(strings.TrimSpace(values[0]), "Bot ")
	if token == "" || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return false
	}
	d.DiscordToken = NewSecret(token)
	return true
}

func storeTokenFile(d *draft, values []string) bool {
	d.tokenFile = values[0]
	return d.tokenFile != ""
}

func switchInto(field func(*draft) *bool) func(*draft, []string) bool {
	return func(d *draft, values []string) bool {
		*field(d) = values[0] == "true"
		return values[0] == "true" || values[0] == "false"
	}
}

func oneOf[T ~string](field func(*draft) *T, allowed ...T) func(*draft, []string) bool {
	return func(d *draft, values []string) bool {
		*field(d) = T(values[0])
		return slices.Contains(allowed, T(values[0]))
	}
}
