package discord

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"
)

// register makes Discord hold commands() and nothing else, writing only where that differs: it
// limits how many commands may be created in a day. Trouble that may pass is waited out; a refusal
// is logged, since mentions and direct messages work without commands.
func (s *service) register(ctx context.Context, application string) {
	for failures := 0; ; failures++ {
		changed, err := s.registerOnce(ctx, application)
		if err == nil {
			s.log.Info("commands are registered", "changed", changed)
			return
		}
		if !mayPass(err) || ctx.Err() != nil {
			s.log.Error("commands are not registered: /ask may be missing or old", "error", err)
			return
		}
		if s.rest.clock.sleep(ctx, s.rest.clock.backoff(failures, 5*time.Second, 5*time.Minute)) != nil {
			return
		}
	}
}

func (s *service) registerOnce(ctx context.Context, application string) (changed bool, err error) {
	held, err := s.rest.commands(ctx, application)
	if err != nil {
		return false, err
	}
	want := commands(s.languages)
	if reflect.DeepEqual(normal(held), normal(want)) {
		return false, nil
	}
	return true, s.rest.setCommands(ctx, application, want)
}

// normal puts commands into an order and shape in which equal ones are deeply equal.
func normal(cs []command) []command {
	cs = slices.Clone(cs)
	for i := range cs {
		c := &cs[i]
		c.NameIn, c.DescriptionIn = filled(c.NameIn), filled(c.DescriptionIn)
		c.Options = normalOptions(c.Options)
		c.Contexts = append([]discordgo.InteractionContextType{}, c.Contexts...)
		c.Integrations = append([]discordgo.ApplicationIntegrationType{}, c.Integrations...)
		slices.Sort(c.Contexts)
		slices.Sort(c.Integrations)
	}
	slices.SortFunc(cs, func(a, b command) int { return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Name, b.Name)) })
	return cs
}

// normalOptions is normal for options; their order counts.
func normalOptions(options []commandOption) []commandOption {
	options = append([]commandOption{}, options...)
	for i := range options {
		o := &options[i]
		o.NameIn, o.DescriptionIn = filled(o.NameIn), filled(o.DescriptionIn)
		o.Choices = append([]optionChoice{}, o.Choices...)
		o.Options = normalOptions(o.Options)
	}
	return options
}

// filled is the map, or nil where it is empty.
func filled(m map[string]string) map[string]string {
	if len(m) == 0 {
		return nil
	}
	return m
}
