package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"footnote/bot/discord/discordtest"
	"footnote/bot/discord/doctor"
	"footnote/config"
)

// TestDoctorAtDiscord examines a loopback Discord through the command: what it prints and how it ends.
func TestDoctorAtDiscord(t *testing.T) {
	tests := []struct {
		name        string
		permissions string
		want        error
		says        string
	}{
		{"healthy", discordtest.DefaultPermissions, nil, "fine  servers"},
		{"a permission is missing", "0", errToMend, "mend  servers"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := discordtest.New(t)
			s.Set(func(k *discordtest.Knobs) { k.Permissions = tt.permissions })
			var out bytes.Buffer
			a := &app{out: &out, errOut: &out, config: &config.Config{DiscordToken: config.NewSecret(discordtest.Token)}}
			err := a.examine(t.Context(), doctor.Options{HTTPClient: s.Client(), Dialer: s.Dialer()})
			if !errors.Is(err, tt.want) {
				t.Errorf("ended with %v, want %v", err, tt.want)
			}
			if !strings.Contains(out.String(), tt.says) || strings.Count(out.String(), "\n") < 6 {
				t.Errorf("%q is missing in\n%s", tt.says, out.String())
			}
		})
	}
}
