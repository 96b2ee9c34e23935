package doctor

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// pageSize is how many servers Discord lists at once; maxPages bounds how many pages are asked for.
const (
	pageSize = 200
	maxPages = 25
)

// needed are the permissions that the invitation asks for, by the names in Discord's settings.
var needed = []struct {
	bit  int64
	name string
}{
	{discordgo.PermissionViewChannel, "View Channels"},
	{discordgo.PermissionSendMessages, "Send Messages"},
	{discordgo.PermissionSendMessagesInThreads, "Send Messages in Threads"},
	{discordgo.PermissionCreatePublicThreads, "Create Public Threads"},
	{discordgo.PermissionEmbedLinks, "Embed Links"},
	{discordgo.PermissionReadMessageHistory, "Read Message History"},
}

// invitation is the link that asks for the permissions needed.
func invitation(application string) string {
	var bits int64
	for _, p := range needed {
		bits |= p.bit
	}
	return fmt.Sprintf("https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%d",
		url.QueryEscape(application), bits)
}

// missing are the names of the permissions that are not among those given.
func missing(given int64) []string {
	var names []string
	for _, p := range needed {
		if given&p.bit == 0 && given&discordgo.PermissionAdministrator == 0 {
			names = append(names, p.name)
		}
	}
	return names
}

// servers looks at what the bot may do in each of its servers.
func (e *examination) servers(ctx context.Context) bool {
	const about = "servers"
	all, err := e.listServers(ctx)
	if err != nil {
		e.find(Broken, about, "%s", explain(err))
		return false
	}
	if len(all) == 0 {
		e.find(Note, about, "the bot is in no server yet: invite it with %s", invitation(e.application))
		return true
	}
	lacking := 0
	for _, g := range all {
		if m := missing(g.Permissions); len(m) > 0 {
			lacking++
			e.find(Broken, about, "%q (%s) does not let the bot use: %s; open the server's settings, Roles, the bot's role, and allow them",
				g.Name, g.ID, strings.Join(m, ", "))
		}
	}
	if lacking == 0 {
		e.find(Fine, about, "the bot is in %d, with all permissions that it needs; single channels may still withhold some", len(all))
	}
	return true
}

func (e *examination) listServers(ctx context.Context) ([]discordgo.UserGuild, error) {
	var all []discordgo.UserGuild
	after := ""
	for range maxPages {
		query := url.Values{"limit": {fmt.Sprint(pageSize)}}
		if after != "" {
			query.Set("after", after)
		}
		var page []discordgo.UserGuild
		if _, err := e.ask(ctx, discordgo.EndpointUserGuilds("@me")+"?"+query.Encode(), &page); err != nil {
			return nil, err
		}
		all = append(all, page...)
		if len(page) < pageSize {
			break
		}
		after = page[len(page)-1].ID
	}
	return all, nil
}
