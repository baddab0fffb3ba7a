package llmtest

import (
	"encoding/json"
	"hash/fnv"
	"regexp"
	"strings"
	"unicode"
)

// Plain replies as an interviewer who listens and knows nothing: a short
// question in the language of the last message, which gives nothing away. When
// JSON is wanted it fills the schema with as little as the schema allows. The
// same messages get the same reply.
func Plain(r Request) string {
	switch r.Format {
	case "json_schema":
		return Fill(r.Schema)
	case "json_object":
		return "{}"
	}
	lines := english
	if japanese(r.Messages) {
		lines = inJapanese
	}
	h := fnv.New32a()
	for _, m := range r.Messages {
		_, _ = h.Write([]byte(m.Content)) // a hash never fails
	}
	return target(r.Messages) + lines[int(h.Sum32()%uint32(len(lines)))]
}

// Always is a reader with one reply to everything.
func Always(text string) Reader { return func(Request) string { return text } }

var inJapanese = []string{
	"ありがとうございます。そこをもう少し具体的に教えていただけますか。",
	"なるほど。そのように判断された理由を聞かせていただけますか。",
	"わかりました。うまくいったかどうかは、どのように確かめましたか。",
	"そうでしたか。そのとき、ほかにどんな選択肢がありましたか。",
}

var english = []string{
	"Thank you. Could you be a little more specific about that?",
	"I see. What made you decide it that way?",
	"All right. How did you find out whether it worked?",
	"Interesting. What else did you consider at the time?",
}

// named finds the short name of a candidate target, where a prompt lists some
// and asks for the one that is taken.
var named = regexp.MustCompile(`\bT[1-9]\b`)

// target is a first line that takes the first target, if targets are listed.
func target(messages []Message) string {
	for _, m := range messages {
		if name := named.FindString(m.Content); name != "" {
			return name + "\n"
		}
	}
	return ""
}

func japanese(messages []Message) bool {
	for _, m := range messages {
		if strings.ContainsFunc(m.Content, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) }) {
			return true
		}
	}
	return false
}

// Fill gives the smallest value that a JSON Schema allows, as JSON. It knows
// types, properties, items, enum, const, anyOf, oneOf, allOf and references
// within the schema; a schema that it cannot read gets {}.
func Fill(schema json.RawMessage) string {
	var root any
	if json.Unmarshal(schema, &root) != nil {
		return "{}"
	}
	f := filler{root: root}
	text, err := json.Marshal(f.value(root, 0))
	if err != nil {
		return "{}" // a value of JSON's own types always has a form
	}
	return string(text)
}
