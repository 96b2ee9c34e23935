package discordtest

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

const (
	commandKeys = "id type name name_localizations description description_localizations options " +
		"default_member_permissions dm_permission default_permission nsfw contexts integration_types handler"
	optionKeys = "type name name_localizations description description_localizations required choices options " +
		"channel_types min_value max_value min_length max_length autocomplete"

	maxSlash, maxOther, maxOptions, maxChoices = 100, 15, 25, 25
	optionSubcommand, optionGroup              = 1, 2
)

var (
	nameBounds        = []bound{{"name", 1, 32}}
	descriptionBounds = []bound{{"description", 1, 100}}
	choiceNameBounds  = []bound{{"name", 1, 100}}

	// slashName is Discord's pattern for the names of slash commands and options.
	slashName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)
)

// checkCommands checks the body that replaces all commands.
func checkCommands(body []byte) []string {
	c := &checker{}
	v, ok := decode[any](c, body)
	if !ok {
		return c.problems
	}
	seen := map[string]bool{}
	count := map[int]int{}
	for _, o := range c.objects("commands", v, maxSlash+2*maxOther) {
		kind := max(number(o["type"]), 1)
		key := fmt.Sprint(kind, o["name"])
		if seen[key] {
			c.add("command %v twice", o["name"])
		}
		seen[key] = true
		count[kind]++
		c.command(kind, o)
	}
	if count[1] > maxSlash || count[2] > maxOther || count[3] > maxOther {
		c.add("%v commands by type, at most %d, %d and %d are allowed", count, maxSlash, maxOther, maxOther)
	}
	return c.problems
}

func (c *checker) command(kind int, o object) {
	name, _ := o["name"].(string)
	where := "command " + name
	c.known(where, o, commandKeys)
	c.texts(where, o, nameBounds)
	if kind != 1 {
		if s, _ := o["description"].(string); s != "" || o["options"] != nil {
			c.add("%s: a menu command has neither description nor options", where)
		}
		return
	}
	c.slashName(where, name)
	c.texts(where, o, descriptionBounds)
	c.options(where, o["options"])
}

func (c *checker) slashName(where, name string) {
	if !slashName.MatchString(name) || strings.ContainsFunc(name, unicode.IsUpper) {
		c.add("%s: name %q", where, name)
	}
}

func (c *checker) options(where string, v any) {
	optional := false
	names, kinds := map[any]bool{}, map[bool]bool{}
	for _, o := range c.objects(where+".options", v, maxOptions) {
		name, _ := o["name"].(string)
		at := where + "." + name
		c.known(at, o, optionKeys)
		c.texts(at, o, nameBounds)
		c.texts(at, o, descriptionBounds)
		c.slashName(at, name)
		if names[name] {
			c.add("%s twice", at)
		}
		names[name] = true
		required, _ := o["required"].(bool)
		if required && optional {
			c.add("%s: required after an optional one", at)
		}
		optional = optional || !required
		c.choices(at, o)
		kinds[isSub(o)] = true
		if isSub(o) {
			c.options(at, o["options"])
		}
	}
	if len(kinds) > 1 {
		c.add("%s: subcommands beside options", where)
	}
}

// isSub says whether an option is a subcommand or a group of them.
func isSub(o object) bool {
	kind := number(o["type"])
	return kind == optionSubcommand || kind == optionGroup
}

func (c *checker) choices(where string, o object) {
	choices := c.objects(where+".choices", o["choices"], maxChoices)
	if auto, _ := o["autocomplete"].(bool); auto && len(choices) > 0 {
		c.add("%s: choices together with autocomplete", where)
	}
	for _, choice := range choices {
		c.choice(where, choice)
	}
}

func (c *checker) choice(where string, o object) {
	c.known(where+".choice", o, "name name_localizations value")
	c.texts(where+".choice", o, choiceNameBounds)
	if s, ok := o["value"].(string); ok && (s == "" || length(s) > 100) || o["value"] == nil {
		c.add("%s.choice: value %v", where, o["value"])
	}
}

// checkCallback checks a first response to an interaction.
func checkCallback(body []byte) []string {
	c := &checker{}
	o, ok := decode[object](c, body)
	if !ok {
		return c.problems
	}
	c.known("callback", o, "type data")
	data, _ := o["data"].(object)
	switch number(o["type"]) {
	case callbackMessage, callbackUpdate:
		c.message("callback", data)
	case callbackDeferred:
		c.known("callback.data", data, "flags allowed_mentions")
	case callbackDeferredUpdate:
	case callbackChoices:
		c.known("callback.data", data, "choices")
		if _, ok := data["choices"].(list); !ok {
			c.add("callback: choices are missing")
		}
		for _, choice := range c.objects("callback", data["choices"], maxChoices) {
			c.choice("callback", choice)
		}
	case callbackModal:
		c.modal(data)
	default:
		c.add("callback: type %v", o["type"])
	}
	return c.problems
}

func (c *checker) modal(o object) {
	c.known("modal", o, "custom_id title components")
	c.texts("modal", o, []bound{{"custom_id", 1, 100}, {"title", 1, 45}})
	rows := c.objects("modal", o["components"], maxRows)
	if len(rows) == 0 {
		c.add("modal: no components")
	}
	l := &layout{ids: map[string]bool{}}
	for _, r := range rows {
		if t := number(r["type"]); t != typeRow && t != typeLabel && t != typeTextDisplay {
			c.add("modal: component of type %d outside of a row or a label", t)
		}
		c.component("modal", r, l)
	}
}
