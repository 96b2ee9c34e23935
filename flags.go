package main

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"footnote/config"
)

// settingFlags are the flags that a command takes from the table of settings, in the form in which
// kong can embed them: a struct type made from the rows, so that no flag is documented twice.
func settingFlags(command string) kong.Plugins {
	fields := []reflect.StructField{{
		Name: "ConfigFile", Type: reflect.TypeFor[string](),
		Tag: `name:"config" placeholder:"FILE" help:"YAML file of settings ($FOOTNOTE_CONFIG)."`,
	}}
	for _, s := range config.Settings() {
		if s.Takes(command) {
			fields = append(fields, flagField(s))
		}
	}
	return kong.Plugins{reflect.New(reflect.StructOf(fields)).Interface()}
}

func flagField(s config.Setting) reflect.StructField {
	typ := reflect.TypeFor[rawValues]()
	if s.Switch() {
		typ = reflect.TypeFor[rawSwitch]()
	}
	tag := fmt.Sprintf(`name:%s help:%s`, strconv.Quote(s.Flag), strconv.Quote(flagHelp(s)))
	if !s.Switch() {
		tag += " placeholder:" + strconv.Quote(s.Placeholder)
	}
	return reflect.StructField{Name: "Flag_" + s.Key, Type: typ, Tag: reflect.StructTag(tag)}
}

// flagHelp is the setting's help with its default and its environment variable.
func flagHelp(s config.Setting) string {
	note := "$" + s.Env
	if !s.Switch() {
		note = s.Fallback() + "; " + note
	}
	help := s.Help
	if !s.Repeatable && !s.Switch() && !s.Path {
		help += ": " + s.Allowed
	}
	return help + " (" + note + ")."
}

// rawValues keeps a flag's values as they were typed; config judges them together with all others.
type rawValues []string

// Decode implements kong.MapperValue.
func (v *rawValues) Decode(ctx *kong.DecodeContext) error {
	if ctx.Scan.Peek().IsEOL() {
		return errors.New("needs a value")
	}
	*v = append(*v, fmt.Sprint(ctx.Scan.Pop().Value))
	return nil
}

// rawSwitch is a flag that means true when it stands alone.
type rawSwitch []string

// IsBool implements kong.BoolMapperValue.
func (v *rawSwitch) IsBool() bool { return true }

// Decode implements kong.MapperValue.
func (v *rawSwitch) Decode(ctx *kong.DecodeContext) error {
	text := "true"
	if ctx.Scan.Peek().Type == kong.FlagValueToken {
		text = fmt.Sprint(ctx.Scan.Pop().Value)
	}
	*v = rawSwitch{text}
	return nil
}

// givenFlags are the settings on the command line by key, and the path of the file of settings.
func givenFlags(parsed *kong.Context) (values map[string][]string, file string) {
	values = map[string][]string{}
	for _, f := range parsed.Flags() {
		switch v := f.Target.Interface().(type) {
		case rawValues:
			values[settingKey(f)] = v
		case rawSwitch:
			values[settingKey(f)] = v
		case string:
			if f.Name == "config" {
				file = v
			}
		}
	}
	return values, file
}

func settingKey(f *kong.Flag) string { return strings.ReplaceAll(f.Name, "-", "_") }
