package discordtest

import (
	"net/url"
	"strings"
)

const (
	messageKeys = "content embeds allowed_mentions components flags tts message_reference nonce enforce_nonce " +
		"attachments sticker_ids poll username avatar_url thread_name"
	embedKeys = "title type description url timestamp color footer image thumbnail author fields"

	maxEmbeds, maxEmbedsTotal, maxFields = 10, 6000, 25
	flagComponentsV2                     = 1 << 15
)

// Bounds of texts, by the object that holds them.
var (
	embedBounds  = []bound{{"title", 0, 256}, {"description", 0, 4096}, {"url", 0, 2048}}
	fieldBounds  = []bound{{"name", 1, 256}, {"value", 1, 1024}}
	footerBounds = []bound{{"text", 0, 2048}}
	authorBounds = []bound{{"name", 1, 256}}
)

// checkMessage checks a message to a channel, a follow-up or an edit.
func checkMessage(body []byte) []string {
	c := &checker{}
	if o, ok := decode[object](c, body); ok {
		c.message("message", o)
	}
	return c.problems
}

func (c *checker) message(where string, o object) {
	c.known(where, o, messageKeys)
	c.texts(where, o, []bound{{"content", 0, 2000}, {"nonce", 0, 25}})
	c.mentions(where, o)
	total := 0
	embeds := c.objects(where+".embeds", o["embeds"], maxEmbeds)
	for _, e := range embeds {
		total += c.embed(where+".embed", e)
	}
	if total > maxEmbedsTotal {
		c.add("%s: %d units in all embeds, at most %d are allowed", where, total, maxEmbedsTotal)
	}
	content, _ := o["content"].(string)
	rows := c.components(where, o)
	if strings.TrimSpace(content) == "" && len(embeds) == 0 && rows == 0 && o["sticker_ids"] == nil && o["poll"] == nil && o["attachments"] == nil {
		c.add("%s is empty", where)
	}
	if number(o["flags"])&flagComponentsV2 != 0 && (content != "" || len(embeds) > 0 || o["poll"] != nil) {
		c.add("%s: components v2 together with content, embeds or a poll", where)
	}
}

// mentions is a rule of this project, not of Discord: nothing sent may mention anybody.
func (c *checker) mentions(where string, o object) {
	m, ok := o["allowed_mentions"].(object)
	if !ok {
		c.add("%s: allowed_mentions is missing", where)
		return
	}
	c.known(where+".allowed_mentions", m, "parse users roles replied_user")
	if parse, ok := m["parse"].(list); !ok || len(parse) > 0 {
		c.add("%s: allowed_mentions.parse is %v, an empty list is wanted", where, m["parse"])
	}
}

// embed checks one embed and returns the units that count towards the total.
func (c *checker) embed(where string, e object) int {
	c.known(where, e, embedKeys)
	c.texts(where, e, embedBounds)
	total := textLength(e, "title") + textLength(e, "description")
	for _, f := range c.objects(where+".fields", e["fields"], maxFields) {
		c.known(where+".field", f, "name value inline")
		c.texts(where+".field", f, fieldBounds)
		total += textLength(f, "name") + textLength(f, "value")
	}
	if f, ok := e["footer"].(object); ok {
		c.known(where+".footer", f, "text icon_url")
		c.texts(where+".footer", f, footerBounds)
		total += textLength(f, "text")
	}
	if a, ok := e["author"].(object); ok {
		c.known(where+".author", a, "name url icon_url")
		c.texts(where+".author", a, authorBounds)
		total += textLength(a, "name")
	}
	if u, ok := e["url"].(string); ok && !webURL(u) {
		c.add("%s.url: %q is no web address", where, u)
	}
	if total == 0 && e["image"] == nil && e["thumbnail"] == nil {
		c.add("%s is empty", where)
	}
	return total
}

func textLength(o object, key string) int {
	s, _ := o[key].(string)
	return length(strings.TrimSpace(s))
}

func webURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}
