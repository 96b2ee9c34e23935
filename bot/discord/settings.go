package discord

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"footnote/bot"
)

// The settings that actSetting changes.
const (
	setChannels  = "channels"
	setMentions  = "mentions"
	setPrivate   = "private"
	setLanguage  = "language"
	setRetention = "retention"
	// setLibrarians are the roles that may change the library.
	setLibrarians = "librarians"
	setNothing    = "nothing" // back from the list of unanswered questions

	// valueOwn stands for each person's own language in the menu, where "" cannot stand.
	valueOwn = "own"
)

// retentions are the choices for how many days records are kept.
func retentions() []int {
	return []int{bot.MinRetentionDays, 7, 30, bot.DefaultRetentionDays, bot.MaxRetentionDays}
}

// showSettings answers /settings.
func showSettings(ctx context.Context, x *exchange, _ action) {
	if !x.mayManage(ctx) {
		return
	}
	m, err := x.settingsPanel(ctx)
	if err != nil {
		x.fail(ctx, "settings not shown", err)
		return
	}
	x.show(ctx, m, true)
}

// mayManage says whether the person may change the server's settings; otherwise they have been told why.
// Discord hides the command from others, but what it hides is the server's to configure.
func (x *exchange) mayManage(ctx context.Context) bool {
	switch {
	case x.in.server() == "":
		x.tell(ctx, "settings.where")
	case !x.in.Member.Permissions.has(mayManageServer):
		x.tell(ctx, "settings.refused")
	default:
		return true
	}
	return false
}

// changeSetting answers the panel's buttons and menus.
func changeSetting(ctx context.Context, x *exchange, a action) {
	if !x.mayManage(ctx) {
		return
	}
	before := x.settings
	x.settings = changed(before, a, x.in.Data.Values)
	if err := x.keepSettings(ctx, before); err != nil {
		x.fail(ctx, "settings not changed", err)
		return
	}
	x.l = x.language(x.settings, x.in.Locale)
	m, err := x.settingsPanel(ctx)
	if err != nil {
		x.fail(ctx, "settings not shown", err)
		return
	}
	x.update(ctx, m)
}

func (x *exchange) keepSettings(ctx context.Context, before bot.Settings) error {
	if err := x.options.State.SetSettings(ctx, x.in.server(), x.settings); err != nil {
		return err
	}
	if x.settings.RetentionDays < before.RetentionDays {
		return x.options.State.Retain(ctx, x.in.server(), x.settings.Retention())
	}
	return nil
}

// idsOf are at most n of the values that can be IDs. One that is none would make Discord refuse the panel from then on.
func idsOf(values []string, n int) []string {
	ids := slices.DeleteFunc(slices.Clone(values), func(v string) bool { return v == "" || digits(v) != v })
	return ids[:min(len(ids), n)]
}

// changed are the settings after an action; what does not make sense changes nothing.
func changed(s bot.Settings, a action, values []string) bot.Settings {
	value := a.arg(1)
	if len(values) > 0 {
		value = values[0]
	}
	switch a.arg(0) {
	case setChannels:
		s.Channels = idsOf(values, bot.MaxChannels)
	case setLibrarians:
		s.Librarians = idsOf(values, bot.MaxLibrarians)
	case setMentions:
		s.Mentions = value == "on"
	case setPrivate:
		s.Private = value == "on"
	case setLanguage:
		s.Language = strings.TrimPrefix(value, valueOwn)
	case setRetention:
		if n, err := strconv.Atoi(value); err == nil && slices.Contains(retentions(), n) {
			s.RetentionDays = n
		}
	}
	return s
}

// settingsPanel shows the settings with what changes them.
func (x *exchange) settingsPanel(ctx context.Context) (Message, error) {
	_, total, err := x.options.State.Unanswered(ctx, x.in.server(), 0, 0)
	if err != nil {
		return Message{}, err
	}
	return x.settingsPage(total), nil
}
