//go:build !linux

package sandbox_test

// limited is none, as there are no limits here.
func limited() map[string]func() int { return nil }
