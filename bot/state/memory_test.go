package state_test

import (
	"testing"

	"footnote/bot"
	"footnote/bot/state"
	"footnote/bot/state/statetest"
)

func TestMemory(t *testing.T) {
	statetest.Run(t, func(*testing.T) bot.State { return state.NewMemory() })
}
