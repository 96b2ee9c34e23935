package corpus

import (
	"regexp"
	"testing"
)

// TestPhrases compiles every rule, which otherwise the first line does that begins like it.
func TestPhrases(t *testing.T) {
	for language, rules := range map[string]map[string]func() *regexp.Regexp{"English": phrases, "other": phrasesAbroad} {
		if len(rules) < 50 {
			t.Errorf("%s: %d rules", language, len(rules))
		}
		for first, rule := range rules {
			if rule().MatchString("") {
				t.Errorf("the rule for %q takes an empty line", first)
			}
		}
	}
}
