package discordtest

import "maps"

// ThreadID is a thread in ChannelID; GroupID a group conversation that the bot is not in, where only
// people who have installed it for themselves can use it.
const (
	ThreadID = "3000000000000000003"
	GroupID  = "3000000000000000004"
	// ForeignGuildID is a server without the bot, ForeignChannelID a channel there.
	ForeignGuildID, ForeignChannelID = "2000000000000000002", "3000000000000000005"
)

// Context is a way in which people reach the bot, as a Change.
type Context struct {
	Name   string
	Change Change
}

// Contexts are all ways in which people reach the bot.
func Contexts() []Context {
	return []Context{{"server", InServer}, {"thread", InThread}, {"direct message", InDM},
		{"user install in a server", UserInstalled}, {"user install in a group", InGroup}}
}

// InServer leaves an interaction where it is: in ChannelID of GuildID.
func InServer(map[string]any) {}

// InDM moves an interaction from the server to the direct conversation with the bot.
func InDM(event map[string]any) {
	alone(event)
	event["channel_id"], event["context"] = DMChannelID, 1
	event["channel"] = map[string]any{"id": DMChannelID, "type": 1, "last_message_id": nil}
	event["authorizing_integration_owners"] = map[string]any{"0": "0"}
}

// InThread moves an interaction to ThreadID.
func InThread(event map[string]any) {
	event["channel_id"] = ThreadID
	event["channel"] = map[string]any{"id": ThreadID, "type": 11, "guild_id": GuildID, "parent_id": ChannelID,
		"name": "A thread", "thread_metadata": map[string]any{"archived": false, "auto_archive_duration": 1440, "locked": false}}
}

// UserInstalled makes an interaction that of a person who has installed the bot for themselves, in a
// server without the bot.
func UserInstalled(event map[string]any) {
	event["guild_id"], event["channel_id"] = ForeignGuildID, ForeignChannelID
	event["authorizing_integration_owners"] = map[string]any{"1": UserID}
	event["app_permissions"] = "0"
}

// InGroup is UserInstalled in a conversation of people.
func InGroup(event map[string]any) {
	alone(event)
	event["channel_id"], event["context"] = GroupID, 2
	event["channel"] = map[string]any{"id": GroupID, "type": 3}
	event["authorizing_integration_owners"] = map[string]any{"1": UserID}
}

// InGuild moves an interaction to another server that the bot is in.
func InGuild(guild, channel string) Change {
	return func(event map[string]any) {
		event["guild_id"], event["channel_id"] = guild, channel
		event["authorizing_integration_owners"] = map[string]any{"0": guild}
	}
}

// By makes an interaction another person's, with these permissions in the channel.
func By(user, permissions string) Change {
	return func(event map[string]any) {
		if m, ok := event["member"].(map[string]any); ok {
			m["user"], m["permissions"] = person(user, false), permissions
			return
		}
		event["user"] = person(user, false)
	}
}

// WithRoles gives the person of an interaction in a server these roles.
func WithRoles(roles ...string) Change {
	return func(event map[string]any) {
		if m, ok := event["member"].(map[string]any); ok {
			m["roles"] = roles
		}
	}
}

// In makes an interaction one whose person has chosen this language.
func In(locale string) Change {
	return func(event map[string]any) { event["locale"] = locale }
}

// On puts a message of the bot below the button, menu or form of an interaction: what m was sent with.
func On(m Message) Change {
	return func(event map[string]any) {
		shown := map[string]any{"channel_id": event["channel_id"]}
		maps.Copy(shown, m.wire().(map[string]any))
		event["message"] = shown
	}
}

// alone takes an interaction out of any server.
func alone(event map[string]any) {
	delete(event, "guild_id")
	delete(event, "guild_locale")
	if m, ok := event["member"].(map[string]any); ok {
		event["user"] = m["user"]
	}
	delete(event, "member")
}
