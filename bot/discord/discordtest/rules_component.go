package discordtest

// Component types.
const (
	typeRow, typeButton, typeSelect, typeTextInput = 1, 2, 3, 4
	typeTextDisplay, typeLabel                     = 10, 18

	maxRows, maxButtons, maxSelectOptions = 5, 5, 25
	maxV2Components, maxV2Text            = 40, 4000
	styleLink, stylePremium               = 5, 6
)

var (
	buttonBounds = []bound{{"label", 0, 80}, {"custom_id", 1, 100}}
	linkBounds   = []bound{{"label", 0, 80}, {"url", 1, 512}}
	selectBounds = []bound{{"custom_id", 1, 100}, {"placeholder", 0, 150}}
	choiceBounds = []bound{{"label", 1, 100}, {"value", 1, 100}, {"description", 0, 100}}
	inputBounds  = []bound{{"custom_id", 1, 100}, {"label", 0, 45}, {"placeholder", 0, 100}, {"value", 0, 4000}}
)

// layout is what is counted over all components of a message.
type layout struct {
	ids        map[string]bool
	components int
	text       int
}

// components checks a message's components and returns how many top-level ones there are.
func (c *checker) components(where string, o object) int {
	v2 := number(o["flags"])&flagComponentsV2 != 0
	most := maxRows
	if v2 {
		most = maxV2Components
	}
	rows := c.objects(where+".components", o["components"], most)
	l := &layout{ids: map[string]bool{}}
	for _, r := range rows {
		if !v2 && number(r["type"]) != typeRow {
			c.add("%s: component of type %d outside of a row", where, number(r["type"]))
		}
		c.component(where, r, l)
	}
	if v2 && (l.components > maxV2Components || l.text > maxV2Text) {
		c.add("%s: %d components with %d units of text, at most %d and %d are allowed", where, l.components, l.text, maxV2Components, maxV2Text)
	}
	return len(rows)
}

func (c *checker) component(where string, o object, l *layout) {
	l.components++
	if id, ok := o["custom_id"].(string); ok {
		if l.ids[id] {
			c.add("%s: custom_id %q twice", where, id)
		}
		l.ids[id] = true
	}
	switch number(o["type"]) {
	case typeRow:
		c.row(where, o)
	case typeButton:
		c.button(where, o)
	case typeSelect:
		c.choose(where+".select", o)
	case UserSelect, RoleSelect, MentionableSelect, ChannelSelect:
		c.texts(where+".select", o, selectBounds)
		if o["options"] != nil {
			c.add("%s: options in a select that Discord fills", where)
		}
	case typeTextInput:
		c.texts(where+".input", o, inputBounds)
		if style := number(o["style"]); style != 1 && style != 2 {
			c.add("%s: input of style %d", where, style)
		}
	case typeTextDisplay:
		l.text += textLength(o, "content")
	}
	for _, child := range c.objects(where, o["components"], maxV2Components) {
		c.component(where, child, l)
	}
	for _, key := range []string{"accessory", "component"} {
		if child, ok := o[key].(object); ok {
			c.component(where, child, l)
		}
	}
}

// choose checks a select menu with options of the bot's own.
func (c *checker) choose(where string, o object) {
	c.texts(where, o, selectBounds)
	options := c.objects(where, o["options"], maxSelectOptions)
	if len(options) == 0 {
		c.add("%s: no options", where)
	}
	values := map[any]bool{}
	for _, choice := range options {
		c.texts(where+".option", choice, choiceBounds)
		if values[choice["value"]] {
			c.add("%s: value %v twice", where, choice["value"])
		}
		values[choice["value"]] = true
	}
	if most := number(o["max_values"]); most > len(options) || number(o["min_values"]) > max(most, 1) {
		c.add("%s: %v to %v values of %d options", where, o["min_values"], o["max_values"], len(options))
	}
}

func (c *checker) row(where string, o object) {
	children := c.objects(where+".row", o["components"], maxButtons)
	if len(children) == 0 {
		c.add("%s: a row without components", where)
	}
	if len(children) > 1 && number(children[0]["type"]) != typeButton {
		c.add("%s: a row of %d that are no buttons", where, len(children))
	}
}

func (c *checker) button(where string, o object) {
	where += ".button"
	_, id := o["custom_id"].(string)
	_, link := o["url"].(string)
	switch style := number(o["style"]); {
	case style < 1 || style > stylePremium:
		c.add("%s: style %d", where, style)
	case style == stylePremium:
	case style == styleLink:
		c.texts(where, o, linkBounds)
		if id {
			c.add("%s: a link with a custom_id", where)
		}
	default:
		c.texts(where, o, buttonBounds)
		if link {
			c.add("%s: a url without the style of a link", where)
		}
	}
	if o["label"] == nil && o["emoji"] == nil && number(o["style"]) != stylePremium {
		c.add("%s: neither label nor emoji", where)
	}
}
