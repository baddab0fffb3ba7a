package llmtest

import (
	"maps"
	"slices"
	"strings"
)

// filler makes values for the parts of one schema.
type filler struct{ root any }

// deepest ends schemas that contain themselves.
const deepest = 24

func (f filler) value(schema any, depth int) any {
	s, ok := schema.(map[string]any)
	if !ok || depth > deepest {
		return nil
	}
	if ref, ok := s["$ref"].(string); ok {
		return f.value(f.find(ref), depth+1)
	}
	if c, ok := s["const"]; ok {
		return c
	}
	for _, choice := range []string{"enum", "anyOf", "oneOf"} {
		if list, ok := s[choice].([]any); ok && len(list) > 0 {
			if choice == "enum" {
				return list[0]
			}
			return f.value(list[0], depth+1)
		}
	}
	if all, ok := s["allOf"].([]any); ok {
		s = f.merged(s, all)
	}
	return f.typed(s, depth)
}

func (f filler) typed(s map[string]any, depth int) any {
	switch kind(s) {
	case "object":
		return f.object(s, depth)
	case "array":
		items := []any{}
		for range int(number(s["minItems"])) {
			items = append(items, f.value(s["items"], depth+1))
		}
		return items
	case "string":
		return strings.Repeat("a", int(number(s["minLength"])))
	case "integer", "number":
		if low, ok := s["exclusiveMinimum"]; ok {
			return number(low) + 1
		}
		return number(s["minimum"])
	case "boolean":
		return false
	}
	return nil
}

// object has what is required, or all that there may be when nothing is.
func (f filler) object(s map[string]any, depth int) any {
	properties, _ := s["properties"].(map[string]any)
	names := slices.Sorted(maps.Keys(properties))
	if required, ok := s["required"].([]any); ok {
		names = nil
		for _, r := range required {
			if name, ok := r.(string); ok {
				names = append(names, name)
			}
		}
	}
	out := map[string]any{}
	for _, name := range names {
		out[name] = f.value(properties[name], depth+1)
	}
	return out
}

// merged joins the properties of all parts.
func (f filler) merged(s map[string]any, parts []any) map[string]any {
	out := maps.Clone(s)
	properties, required := map[string]any{}, []any{}
	for _, part := range append([]any{s}, parts...) {
		p, _ := part.(map[string]any)
		if ref, ok := p["$ref"].(string); ok {
			p, _ = f.find(ref).(map[string]any)
		}
		own, _ := p["properties"].(map[string]any)
		maps.Copy(properties, own)
		names, _ := p["required"].([]any)
		required = append(required, names...)
		if t, ok := p["type"]; ok {
			out["type"] = t
		}
	}
	if len(properties) > 0 {
		out["properties"] = properties
	}
	if len(required) > 0 {
		out["required"] = required
	}
	return out
}

// find follows a reference such as #/$defs/point.
func (f filler) find(ref string) any {
	at := f.root
	for part := range strings.SplitSeq(strings.TrimPrefix(ref, "#"), "/") {
		if part == "" {
			continue
		}
		m, ok := at.(map[string]any)
		if !ok {
			return nil
		}
		at = m[strings.NewReplacer("~1", "/", "~0", "~").Replace(part)]
	}
	return at
}

// kind is the type of a schema: the first of several, or what its keys suggest.
func kind(s map[string]any) string {
	switch t := s["type"].(type) {
	case string:
		return t
	case []any:
		if len(t) > 0 {
			name, _ := t[0].(string)
			return name
		}
	}
	if s["properties"] != nil {
		return "object"
	}
	if s["items"] != nil {
		return "array"
	}
	return ""
}

// number is what a keyword says, within what a reply can hold.
func number(v any) float64 {
	n, _ := v.(float64)
	return min(n, 1000)
}
