package prompts

import (
	"unicode/utf8"

	"mondo/qa"
)

// FollowUpReader reads a follow-up while a model writes it. It takes the line off
// that names the target, and lets go of the rest as far as the guard has cleared
// it. What it shows does not depend on how the reply is cut into deltas.
//
// It is not safe for concurrent use.
type FollowUpReader struct {
	guard      *guard
	candidates []qa.Candidate
	target     int
	head       *head  // nil once the target line is over
	broken     []byte // the beginning of a character
	text       []byte // what is to be said, so far, cleaned
	space      bool   // white space came after text
	shown      int    // bytes of text
	wrap       wrap
	closer     rune // of the quotation marks around the reply
	err        error
}

// NewFollowUpReader makes the reader of one reply to [FollowUpPrompt].
func NewFollowUpReader(in FollowUp) *FollowUpReader { return in.newGuard().reader(in) }

// reader makes a reader; a guard can be shared.
func (g *guard) reader(in FollowUp) *FollowUpReader {
	return &FollowUpReader{guard: g, candidates: in.candidates(), head: &head{}}
}

// Write takes the next piece of the reply and returns what may be shown now. An
// error is a [Breach], and final: what was shown has to be withdrawn.
func (r *FollowUpReader) Write(delta string) (show string, err error) {
	from := r.shown
	for i := 0; i < len(delta) && r.err == nil; i++ {
		r.broken = append(r.broken, delta[i])
		if !utf8.FullRune(r.broken) {
			continue
		}
		c, size := utf8.DecodeRune(r.broken)
		r.broken = append(r.broken[:0], r.broken[size:]...)
		r.read(c)
	}
	return r.result(from)
}

// Close ends the reply and returns the rest of what may be shown.
func (r *FollowUpReader) Close() (show string, err error) {
	from := r.shown
	if r.err == nil && r.head != nil {
		r.takeAll(r.leaveHead())
	}
	if r.err == nil {
		r.finish()
	}
	return r.result(from)
}

// Target is what the follow-up asks about, as the reply says; the first candidate
// until it has said so, and when it does not.
func (r *FollowUpReader) Target() qa.Candidate { return r.candidates[r.target] }

func (r *FollowUpReader) result(from int) (string, error) {
	if r.err != nil {
		return "", r.err
	}
	return string(r.text[from:r.shown]), nil
}

// read takes one character.
func (r *FollowUpReader) read(c rune) {
	if r.head == nil {
		r.take(c)
		return
	}
	if r.head.add(c) {
		r.takeAll(r.leaveHead())
	}
}

// leaveHead ends the target line and returns what came behind it.
func (r *FollowUpReader) leaveHead() string {
	n, rest, closer := r.head.split()
	if closer != 0 {
		r.wrap, r.closer = wrapped, closer
	}
	if 0 < n && n <= len(r.candidates) {
		r.target = n - 1
	}
	r.head = nil
	return rest
}

func (r *FollowUpReader) takeAll(text string) {
	for _, c := range text {
		if r.err == nil {
			r.take(c)
		}
	}
}

// take adds one character to what is to be said, unless it is white space or
// emphasis, and shows what has become safe.
func (r *FollowUpReader) take(c rune) {
	switch {
	case isBlank(c):
		r.space = len(r.text) > 0
		return
	case hidden(c), r.emphasis(c), r.closesReply(c):
		return
	}
	if r.space && r.guard.spaced(r.text, c) {
		r.text = append(r.text, ' ')
	}
	r.space = false
	r.text = utf8.AppendRune(r.text, c)
	if utf8.RuneCount(r.text) > r.guard.longest() {
		r.err = TooLong
		return
	}
	if r.unwrap(false); r.wrap != undecided {
		r.advance(r.guard.safe(string(r.text)), false)
	}
}

// emphasis reports whether a character is a mark of Markdown. A # behind a letter
// belongs to a name (C#).
func (r *FollowUpReader) emphasis(c rune) bool {
	return c == '*' || c == '`' || c == '#' && (r.space || len(r.text) == 0)
}

// longest is how many characters a text may grow to while none of it can be
// shown: more than any of the allowed length has.
func (g *guard) longest() int {
	if g.lang == qa.Japanese {
		return g.limit * 4 / 3
	}
	return g.limit * 10
}

func isBlank(c rune) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '　' || c == '\u00a0'
}

// spaced reports whether a space belongs between what was said and a character.
// Japanese has one only between Latin words.
func (g *guard) spaced(text []byte, next rune) bool {
	if g.lang == qa.English {
		return true
	}
	last, _ := utf8.DecodeLastRune(text)
	return last < utf8.RuneSelf && next < utf8.RuneSelf
}

// advance shows the text up to a byte if the guard has nothing against it.
func (r *FollowUpReader) advance(to int, ended bool) {
	if to <= r.shown && !ended {
		return
	}
	if r.err = r.guard.inspect(string(r.text[:to]), ended); r.err == nil {
		r.shown = to
	}
}

// finish looks at the whole.
func (r *FollowUpReader) finish() {
	if len(r.broken) > 0 {
		r.broken = nil // the reply broke off in the middle of a character
	}
	r.unwrap(true)
	r.advance(len(r.text), true)
}
