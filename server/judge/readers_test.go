package judge

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"mondo/prompts"
	"mondo/qa"
)

// A reader plays a model: it gets the messages of a prompt, as a server does, and
// gives the text of its reply.
type reader func(messages []prompts.Message) string

// model is a reader behind the interface that a judge asks.
type model struct {
	read  reader
	fails func(call int, p prompts.Prompt) error // by the number of the call, from 1; nil: never
	name  string

	mu    sync.Mutex
	asked []prompts.Prompt
}

func (m *model) Complete(ctx context.Context, _ string, p prompts.Prompt) (prompts.Reply, error) {
	if err := cmp.Or(m.note(p), ctx.Err()); err != nil {
		return prompts.Reply{}, err
	}
	return prompts.Reply{Text: m.read(p.Messages), Model: m.name}, nil
}

// note keeps a prompt, and says whether the call fails.
func (m *model) note(p prompts.Prompt) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.asked = append(m.asked, p)
	if m.fails == nil {
		return nil
	}
	return m.fails(len(m.asked), p)
}

// calls counts the prompts of a name.
func (m *model) calls(name string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for _, p := range m.asked {
		if p.Name == name {
			n++
		}
	}
	return n
}

// material is what a prompt shows.
type material struct {
	Question    string
	ModelAnswer string `json:"model_answer"`
	Answer      string
	Spoken      bool
	Points      []struct {
		ID, Text string
		Elements []struct{ ID, Text string }
	}
}

// claims tells the prompt for claims from the one for elements.
func (m material) claims() bool { return len(m.Points) > 0 && m.Points[0].Elements == nil }

// materialOf reads the data between the marks, as a model sees it.
func materialOf(messages []prompts.Message) material {
	user := messages[len(messages)-1].Content
	_, rest, _ := strings.Cut(user, "\n=== DATA ")
	_, rest, _ = strings.Cut(rest, "\n")
	data, _, _ := strings.Cut(rest, "\n=== END ")
	var m material
	if err := json.Unmarshal([]byte(data), &m); err != nil {
		panic(fmt.Sprintf("the data of a prompt: %v\n%s", err, user))
	}
	return m
}

// verdictOf is what a reader says of an element.
type verdictOf struct {
	ID     string   `json:"id"`
	Quotes []string `json:"quotes"`
	Status string   `json:"status"`
}

func replyOf(all []verdictOf) string {
	out, err := json.Marshal(map[string]any{"elements": all})
	if err != nil {
		panic(err)
	}
	return string(out)
}

// each replies with what say says of every element, and with no claim.
func each(say func(m material, point, element string) (status string, quotes []string)) reader {
	return func(messages []prompts.Message) string {
		m := materialOf(messages)
		if m.claims() {
			return `{"claims":[]}`
		}
		var all []verdictOf
		for _, p := range m.Points {
			for _, e := range p.Elements {
				status, quotes := say(m, p.Text, e.Text)
				all = append(all, verdictOf{e.ID, quotes, status})
			}
		}
		return replyOf(all)
	}
}

// says replies by the element's text; what is not in the table is absent.
func says(table map[string]verdictOf) reader {
	return each(func(_ material, _, element string) (string, []string) {
		v, ok := table[element]
		if !ok {
			return "absent", nil
		}
		return v.Status, v.Quotes
	})
}

// liar calls everything said and makes up where.
var liar = each(func(m material, point, _ string) (string, []string) {
	return "present", []string{"言うまでもなく、" + point + "をすべて説明しました", "as I said, " + point + ", and it went very well"}
})

// copier does what the answer's instruction says, and quotes it.
var copier = each(func(m material, _, _ string) (string, []string) {
	var quotes []string
	for _, s := range prompts.Instructions(m.Answer) {
		quotes = append(quotes, s.Text)
	}
	return "present", quotes
})

// silent says nothing.
func silent([]prompts.Message) string { return "" }

// first answers the first n prompts for elements with one reader and all other
// prompts with another.
func first(n int, one, then reader) reader {
	var mu sync.Mutex
	return func(messages []prompts.Message) string {
		if materialOf(messages).claims() {
			return then(messages)
		}
		mu.Lock()
		n--
		now := n >= 0
		mu.Unlock()
		if now {
			return one(messages)
		}
		return then(messages)
	}
}

// numbers is a source of randomness that is the same in each run.
type numbers struct{ next byte }

func (n *numbers) Read(b []byte) (int, error) {
	for i := range b {
		n.next += 37
		b[i] = n.next
	}
	return len(b), nil
}

var _ io.Reader = (*numbers)(nil)

// judgeOf is a judge with a model, and the model to look at.
func judgeOf(t testing.TB, read reader) (*Judge, *model) {
	t.Helper()
	m := &model{read: read, name: "reader-1"}
	return New(Config{Model: m, Name: "reader", Random: &numbers{}}), m
}

// task is an answer with two elements a point, which words alone find missed
// unless a level is given.
func task(answer string, levels ...qa.Level) Task {
	t := Task{Scope: "i1", Lang: qa.Japanese, Answer: answer, Modality: "typed", Lexical: qa.Scores{Scorer: "lexical/1"}}
	t.Question = qa.Question{ID: "q1", Text: "運用の経験を教えてください", AnswerLine: 10, ModelAnswer: "- 監視: 検知を3分に短縮した\n- 当番: 週に一度だけ手伝った"}
	for i, k := range []struct{ text, one, two string }{
		{"監視: 検知を3分に短縮した", "検知", "3分に短縮した"},
		{"当番: 週に一度だけ手伝った", "週に一度だけ", "手伝った"},
	} {
		id, level := fmt.Sprintf("k%d", i+1), qa.Missed
		if i < len(levels) {
			level = levels[i]
		}
		t.Question.KeyPoints = append(t.Question.KeyPoints, qa.KeyPoint{ID: id, Text: k.text, Vital: true, Line: 10 + i, End: 10 + i})
		v := qa.Verdict{KeyPoint: id, Level: level, Confidence: 0.8, Elements: []qa.Element{{Text: k.one}, {Text: k.two}}}
		if level != qa.Missed {
			v.Evidence = []qa.Span{{Start: 0, End: len(answer), Text: answer}}
		}
		t.Lexical.Verdicts = append(t.Lexical.Verdicts, v)
	}
	return t
}
