package discordtest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schema checks bodies against Discord's own description. A nil schema accepts everything.
type schema struct {
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
}

// sharedSchema is loadSchema, run once for all servers: reading takes longer than most tests.
var sharedSchema = sync.OnceValues(loadSchema)

const resource = "discord:///openapi.json"

// loadSchema reads ../shared/discord/openapi.json, relative to the repository's root; without the
// file it returns nil.
func loadSchema() (*schema, error) {
	root, err := moduleRoot()
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(filepath.Join(root, "..", "shared", "discord", "openapi.json"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("openapi.json: %w", err)
	}
	permitString(doc)
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource(resource, doc); err != nil {
		return nil, fmt.Errorf("openapi.json: %w", err)
	}
	return &schema{compiler: c, compiled: map[string]*jsonschema.Schema{}}, nil
}

// moduleRoot is the nearest folder above with a go.mod.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("no go.mod above the working folder")
		}
		dir = up
	}
}

// permitString mends the one place where the description refuses what Discord takes:
// default_member_permissions is an integer there, and a string on the wire.
func permitString(node any) {
	switch n := node.(type) {
	case map[string]any:
		if p, ok := n["default_member_permissions"].(map[string]any); ok && p["type"] != nil {
			p["type"] = []any{"integer", "string", "null"}
		}
		for _, child := range n {
			permitString(child)
		}
	case []any:
		for _, child := range n {
			permitString(child)
		}
	}
}

// check returns what is wrong with the body, "" if nothing.
func (s *schema) check(method, path string, body []byte) string {
	if s == nil {
		return ""
	}
	compiled, err := s.compile(method, path)
	if err != nil {
		return err.Error()
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err.Error()
	}
	if err := compiled.Validate(v); err != nil {
		return err.Error()
	}
	return ""
}

func (s *schema) compile(method, path string) (*jsonschema.Schema, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(path)
	pointer := resource + "#/paths/" + key + "/" + strings.ToLower(method) + "/requestBody/content/application~1json/schema"
	if c := s.compiled[pointer]; c != nil {
		return c, nil
	}
	c, err := s.compiler.Compile(pointer)
	if err != nil {
		return nil, err
	}
	s.compiled[pointer] = c
	return c, nil
}
