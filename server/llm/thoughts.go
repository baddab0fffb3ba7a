package llm

import "strings"

// thoughts takes out of a reply what a model thinks aloud before it speaks, as
// the text streams by. Only the beginning of a reply is looked at: a mark in the
// middle is part of what is said, perhaps the candidate's own words.
type thoughts struct {
	state    stage
	held     string // read and not yet decided about
	until    string // the mark that ends the thought
	seen     bool   // there were thoughts, or marks for them
	filled   bool   // and there was something in them
	unmarked bool   // they began without a mark
	leaked   bool   // and have been shown
	shown    bool   // something has been shown
	before   string // the end of what was shown
}

type stage int

const (
	starting stage = iota
	thinking
	guessing // a thought that should end with </think>, and is kept in case it does not
	speaking
)

// marks are those around thoughts: DeepSeek, Qwen and most, and Mistral.
var marks = [][2]string{
	{"<think>", "</think>"},
	{"<thinking>", "</thinking>"},
	{"<thought>", "</thought>"},
	{"<reasoning>", "</reasoning>"},
	{"[THINK]", "[/THINK]"},
	{"</think>", ""}, // an empty thought whose mark stands in the prompt
}

// lone ends thoughts that began without a mark. It begins a line, which what a
// model quotes within JSON cannot.
const lone = "\n</think>"

func newThoughts(d dialect) thoughts {
	if d&unopened != 0 {
		return thoughts{state: guessing}
	}
	return thoughts{}
}

// add gives what of the piece is to be shown.
func (t *thoughts) add(piece string) string {
	t.held += piece
	for {
		show, again := t.step()
		if show != "" {
			t.shown = true
		}
		if !again {
			return show
		}
	}
}

// end gives what was held back and turned out to be no thought.
func (t *thoughts) end() string {
	held := t.held
	t.held = ""
	switch t.state {
	case starting, guessing:
		return strings.TrimLeft(held, " \r\n\t")
	}
	return ""
}

// guessed says that the reply had no thoughts where they were looked for.
func (t *thoughts) guessed() bool { return t.state == guessing }

// step decides about what is held; again says that it is to be called anew.
func (t *thoughts) step() (show string, again bool) {
	switch t.state {
	case starting:
		return "", t.start()
	case thinking:
		return "", t.think()
	case guessing:
		return "", t.guess()
	}
	return t.speak()
}

// start waits until it is clear whether a thought begins.
func (t *thoughts) start() bool {
	t.held = strings.TrimLeft(t.held, " \r\n\t")
	for _, m := range marks {
		if rest, ok := strings.CutPrefix(t.held, m[0]); ok {
			t.held, t.until, t.seen = rest, m[1], true
			if m[1] != "" {
				t.state = thinking
			}
			return true
		}
		if strings.HasPrefix(m[0], t.held) {
			return false
		}
	}
	t.state = speaking
	return true
}

func (t *thoughts) think() bool {
	thought, rest, ended := strings.Cut(t.held, t.until)
	if !ended { // the mark may be half there
		at := max(0, len(t.held)-len(t.until)+1)
		thought, rest = t.held[:at], t.held[at:]
	} else {
		t.state = starting
	}
	t.held = rest
	t.filled = t.filled || strings.TrimSpace(thought) != ""
	return ended
}

// maxGuess bounds what is kept of thoughts that may be none.
const maxGuess = 32 << 10

func (t *thoughts) guess() bool {
	// A model that marks its thoughts after all is taken at its word.
	if s := strings.TrimLeft(t.held, " \r\n\t"); strings.HasPrefix(s, marks[0][0]) {
		t.state = starting
		return true
	}
	_, rest, ok := strings.Cut(t.held, lone)
	switch {
	case ok:
		t.held, t.state = rest, starting
		t.seen, t.filled, t.unmarked = true, true, true
	case len(t.held) > maxGuess:
		t.state, t.until, t.seen = thinking, lone, true
	default:
		return false
	}
	return true
}

// speak shows all, unless it turns out that it was a thought so far.
func (t *thoughts) speak() (show string, again bool) {
	show, t.held = t.held, ""
	if t.seen {
		return show, false
	}
	joined := t.before + show
	if _, rest, ok := strings.Cut(joined, lone); ok {
		t.seen, t.filled, t.unmarked, t.leaked = true, true, true, t.shown
		t.held, t.state = rest, starting
		return "", true
	}
	t.before = joined[max(0, len(joined)-len(lone)):]
	return show, false
}
