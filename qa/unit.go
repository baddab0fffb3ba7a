package qa

import (
	"regexp"
	"strings"
)

// A unit is a piece of the sheet that can be a question: the document's blocks in
// reading order, with lists and quotes that hold questions taken apart.
type unit struct {
	b    *block
	form headForm
	head head
	// answer is set when the unit begins with an answer's mark.
	answer   mark
	answers  bool
	question bool // decided by choose
	listed   bool // a question in a list of those below, not asked here
	note     bool // under a heading whose text is never asked
	reverse  bool // under a heading of questions that the candidate asks
	table    *qaTable
	around   []*block // the items and quotes that the unit was taken from, outermost first
}

// headForm is the shape in which a question can stand.
type headForm int

const (
	noHead headForm = iota
	byHeading
	byFold
	byBold
	byOrdered
	byBullet
	byParagraph
)

// head is a unit read as a question.
type head struct {
	marked   bool // Q1., 問：, …
	strong   bool
	numbered bool // 1., (1), ①
	asks     asking
	text     string // without mark and number
	// rest are the lines of the same paragraph behind the question: more of the
	// question or the start of the answer.
	rest []line
}

// takeApart lists the units of blocks. Lists for which open says so are taken
// apart besides those with marked questions.
func takeApart(blocks []*block, open func(*block) bool) []*unit {
	t := &taking{open: open}
	t.blocks(blocks, byParagraph)
	return t.units
}

type taking struct {
	open   func(*block) bool
	around []*block // the items and quotes that the blocks stand in
	units  []*unit
}

// blocks adds units; first is the form of the first paragraph.
func (t *taking) blocks(bs []*block, first headForm) {
	for i, b := range bs {
		form := byParagraph
		if i == 0 {
			form = first
		}
		switch {
		case b.kind == listBlock && (holdsMarks(b) || t.open(b) || len(t.around) > 0 && marksAnswer(b)):
			for _, item := range b.kids {
				t.inside(item, itemForm(item))
			}
		case b.kind == quoteBlock && (holdsMarks(b) || callout(b)):
			t.inside(b, byParagraph)
		default:
			u := newUnit(b, form)
			u.around = t.around
			t.units = append(t.units, u)
		}
	}
}

// inside adds the units of an item or a quote.
func (t *taking) inside(b *block, first headForm) {
	outer := t.around
	t.around = append(outer[:len(outer):len(outer)], b)
	t.blocks(b.kids, first)
	t.around = outer
}

func itemForm(item *block) headForm {
	if item.ordered {
		return byOrdered
	}
	return byBullet
}

// putBack makes items and quotes of those units again that turned out to hold no
// question and no marked answer: they belong to the answer they stand in.
func putBack(units []*unit) []*unit {
	apart := map[*block]bool{}
	for _, u := range units {
		if u.question || u.answers || u.listed {
			for _, b := range u.around {
				apart[b] = true
			}
		}
	}
	var out []*unit
	var last *block
	for _, u := range units {
		whole := outermostWhole(u, apart)
		switch {
		case whole == nil && (u.form == byBullet || u.form == byOrdered) && !u.question && !u.answers && !u.listed:
			// The text of an item around a question.
			own := &block{kind: itemBlock, ordered: u.form == byOrdered, kids: []*block{u.b}, from: u.b.from, to: u.b.to}
			out = append(out, &unit{b: listOf(own), note: u.note, reverse: u.reverse})
		case whole == nil:
			out = append(out, u)
		case whole != last && whole.kind == itemBlock:
			out = append(out, &unit{b: listOf(whole), note: u.note, reverse: u.reverse})
		case whole != last:
			out = append(out, &unit{b: whole, note: u.note, reverse: u.reverse})
		}
		last = whole
	}
	return out
}

func listOf(item *block) *block {
	return &block{kind: listBlock, ordered: item.ordered, kids: []*block{item}, from: item.from, to: item.to}
}

// outermostWhole is the outermost item or quote around u that is not apart.
func outermostWhole(u *unit, apart map[*block]bool) *block {
	for _, b := range u.around {
		if !apart[b] {
			return b
		}
	}
	return nil
}

// holdsMarks tells whether an item or paragraph in b, at any depth, begins with
// a question's mark. A list of links is a table of contents.
func holdsMarks(b *block) bool {
	for _, k := range b.kids {
		switch k.kind {
		case paragraphBlock:
			if m, ok := questionMark(k.lines[0].text); ok && (m.strong || b.kind == itemBlock) && !isLink(m.rest) && !isLink(k.lines[0].text) {
				return true
			}
		case listBlock, itemBlock, quoteBlock:
			if holdsMarks(k) {
				return true
			}
		}
	}
	return false
}

// marksAnswer tells a list whose first item begins with an answer's mark.
func marksAnswer(list *block) bool {
	first := list.kids[0]
	return len(first.kids) > 0 && first.kids[0].kind == paragraphBlock && startsAnswer(first.kids[0].lines[0].text)
}

var (
	wholeLink  = regexp.MustCompile(`^\s*\[[^\[\]]*\]\([^()]*\)\s*$`)
	calloutTag = regexp.MustCompile(`(?i)^\[!(?:question|faq|help|q|qa)\][-+]?\s*`)
)

func isLink(md string) bool { return wholeLink.MatchString(md) }

// callout tells an Obsidian callout of a question ("> [!question] Why us?").
func callout(b *block) bool {
	return len(b.kids) > 0 && b.kids[0].kind == paragraphBlock && calloutTag.MatchString(b.kids[0].lines[0].text)
}

func newUnit(b *block, form headForm) *unit {
	u := &unit{b: b}
	switch b.kind {
	case headingBlock:
		u.form = byHeading
	case summaryBlock:
		u.form = byFold
	case paragraphBlock:
		u.form = form
	case tableBlock:
		u.table = readQATable(b)
		return u
	default:
		return u
	}
	if len(b.lines) == 0 {
		u.form = noHead
		return u
	}
	u.answer, u.answers = answerMark(b.lines[0].text)
	u.readHead()
	return u
}

// readHead reads the unit as a question.
func (u *unit) readHead() {
	lines := u.b.lines
	first := lines[0].text
	if at := calloutTag.FindStringIndex(first); at != nil {
		u.form, first = byFold, first[at[1]:]
	}
	if isLink(first) {
		u.form = noHead
		return
	}
	h := head{}
	rest := first
	if m, ok := questionMark(first); ok {
		h.marked, h.strong, rest = true, m.strong, m.rest
	} else if after, ok := cutNumber(first); ok {
		h.numbered, rest = true, after
	}
	if u.form == byParagraph && startsBold(first, rest) {
		u.form = byBold
	}
	question, more := cutQuestion(line{rest, lines[0].num}, lines[1:], u.form)
	h.text = cleanQuestion(question)
	h.asks = asks(h.text)
	h.rest = more
	u.head = h
}

func startsBold(first, rest string) bool {
	_, _, whole := boldLead(first)
	_, _, behind := boldLead(rest)
	return whole && !strings.HasPrefix(strings.TrimLeft(first, "*_ "), rest) || behind
}
