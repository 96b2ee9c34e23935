package discordtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
)

// object and list are decoded JSON.
type (
	object = map[string]any
	list   = []any
)

// checker collects what Discord would refuse.
type checker struct{ problems []string }

func (c *checker) add(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

// decode reads a body; nothing else is checked where that fails.
func decode[T any](c *checker, body []byte) (v T, ok bool) {
	if err := json.Unmarshal(body, &v); err != nil {
		c.add("not decodable: %v", err)
		return v, false
	}
	return v, true
}

// length counts UTF-16 code units, the strictest of what Discord may count.
func length(s string) int { return len(utf16.Encode([]rune(s))) }

// bound is a rule for one key of an object: a text of min to max units. A missing key is checked
// only where min is not 0.
type bound struct {
	key      string
	min, max int
}

// texts applies bounds to an object.
func (c *checker) texts(where string, o object, bounds []bound) {
	for _, b := range bounds {
		v, given := o[b.key]
		if !given || v == nil {
			if b.min > 0 {
				c.add("%s.%s is missing", where, b.key)
			}
			continue
		}
		s, ok := v.(string)
		if n := length(s); !ok || n < b.min || n > b.max {
			c.add("%s.%s: %T of %d units, a text of %d to %d is wanted", where, b.key, v, n, b.min, b.max)
		}
	}
}

// known refuses keys that Discord does not know; it ignores them silently, so they are mistakes.
func (c *checker) known(where string, o object, keys string) {
	all := strings.Fields(keys)
	for k := range o {
		if !slices.Contains(all, k) {
			c.add("%s: unknown key %q", where, k)
		}
	}
}

// objects are the objects of a list; anything else in it is refused.
func (c *checker) objects(where string, v any, most int) []object {
	if v == nil {
		return nil
	}
	l, ok := v.(list)
	if !ok {
		c.add("%s: %T, a list is wanted", where, v)
		return nil
	}
	if len(l) > most {
		c.add("%s: %d entries, at most %d are allowed", where, len(l), most)
	}
	var objects []object
	for i, e := range l {
		o, ok := e.(object)
		if !ok {
			c.add("%s[%d]: %T, an object is wanted", where, i, e)
			continue
		}
		objects = append(objects, o)
	}
	return objects
}

func number(v any) int {
	f, _ := v.(float64)
	return int(f)
}

// CheckMessage says what Discord would refuse of a message to be posted or edited, as its JSON.
func CheckMessage(body []byte) error {
	if problems := checkMessage(body); len(problems) > 0 {
		return errors.New(strings.Join(problems, "; "))
	}
	return nil
}
