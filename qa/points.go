package qa

import (
	"regexp"
	"strings"
)

// keyPoints takes a model answer apart by its form.
func keyPoints(answer []*block, lang Lang, f *findings) []KeyPoint {
	r := &pointReader{lang: lang, f: f}
	r.blocks(answer, area{})
	if len(r.points) == 0 {
		return r.bare
	}
	return r.points
}

// area is what a key point stands under.
type area struct {
	labels []string
	weight weight
}

// in is the area of a label within a.
func (a area) in(label string) area {
	label, w := cutWeight(leftOverMark.ReplaceAllString(label, ""))
	label = strings.TrimRight(strings.TrimSpace(label), ":： ")
	inner := area{labels: a.labels, weight: w.under(a.weight)}
	if optionalLabel.MatchString(label) {
		inner.weight = optional
	}
	if strings.ContainsFunc(label, isWord) {
		inner.labels = append(append([]string(nil), a.labels...), label)
	}
	return inner
}

func (a area) label() string { return strings.Join(a.labels, ": ") }

type pointReader struct {
	lang   Lang
	f      *findings
	points []KeyPoint
	bare   []KeyPoint // yes or no
}

// leftOverMark is a block's mark that was none where it stood.
var leftOverMark = regexp.MustCompile(`^(?:\s*(?:#{1,6}|[-*+|>・•★]|\*\*+|__+)(?:\s+|$)|\s*(?:\*\*|__|[・•|★]))+`)

// add adds a key point unless nothing is left of its text.
func (r *pointReader) add(a area, text string, form Form, from, to int) {
	if k, ok := newPoint(a, text, form, from, to); ok {
		r.points = append(r.points, k)
	}
}

func newPoint(a area, text string, form Form, from, to int) (KeyPoint, bool) {
	text, w := cutWeight(text)
	text = strings.TrimSpace(leftOverMark.ReplaceAllString(text, ""))
	if !strings.ContainsFunc(text, isWord) {
		return KeyPoint{}, false
	}
	label := a.label()
	if label != "" {
		text = label + ": " + text
	}
	return KeyPoint{Text: text, Label: label, Form: form, Vital: w.under(a.weight) != optional, Line: from, End: to}, true
}

// blocks reads a run of blocks. A label over a list holds for that list, one
// over prose up to the next label.
func (r *pointReader) blocks(bs []*block, outer area) {
	a := outer
	var heads []headingArea
	ranks := headingRanks(bs)
	listOnly := false
	for i, b := range bs {
		next := nextBlock(bs, i)
		if listOnly && b.kind == paragraphBlock {
			a, listOnly = headed(heads, outer), false
		}
		switch b.kind {
		case headingBlock, summaryBlock:
			heads = openHeading(heads, b, ranks[b.level], outer)
			a, listOnly = headed(heads, outer), false
		case paragraphBlock:
			if label, ok := wholeLabel(b, next); ok {
				a = headed(heads, outer).in(label)
				listOnly = next != nil && (next.kind == listBlock || next.kind == tableBlock || next.kind == fenceBlock)
				continue
			}
			if isMarkOnly(b) && len(bs) > 1 {
				continue
			}
			if allBars(b.lines) {
				r.barLines(b.lines, a)
				continue
			}
			r.paragraph(b, a, next)
		case listBlock:
			r.list(b, a)
		case tableBlock:
			r.table(b, a)
		case fenceBlock:
			r.fence(b, a)
		case quoteBlock:
			r.blocks(b.kids, a)
		}
	}
}

// isMarkOnly tells a paragraph that says no more than "A:".
func isMarkOnly(b *block) bool {
	m, ok := answerMark(b.lines[0].text)
	return ok && m.strong && m.rest == "" && len(b.lines) == 1
}

func nextBlock(bs []*block, i int) *block {
	if i+1 < len(bs) {
		return bs[i+1]
	}
	return nil
}

// headingArea is the area below a heading inside an answer.
type headingArea struct {
	level int
	area  area
}

// headingRanks ranks the levels of the headings among blocks.
func headingRanks(bs []*block) map[int]int {
	var levels []int
	for _, b := range bs {
		if b.kind == headingBlock {
			levels = append(levels, b.level)
		}
	}
	return levelRanks(levels)
}

func openHeading(heads []headingArea, b *block, level int, outer area) []headingArea {
	for len(heads) > 0 && heads[len(heads)-1].level >= level {
		heads = heads[:len(heads)-1]
	}
	raw := b.text()
	if _, ok := answerMark(raw); ok {
		return append(heads, headingArea{level, headed(heads, outer)})
	}
	if rest, ok := cutNumber(raw); ok {
		raw = rest
	}
	return append(heads, headingArea{level, headed(heads, outer).in(plainText(raw))})
}

func headed(heads []headingArea, outer area) area {
	if len(heads) == 0 {
		return outer
	}
	return heads[len(heads)-1].area
}

// wholeLabel reads a paragraph that is nothing but a label.
func wholeLabel(b *block, next *block) (string, bool) {
	if len(b.lines) != 1 {
		return "", false
	}
	md := b.lines[0].text
	if label, rest, ok := cutLabel(md); ok && strings.TrimSpace(rest) == "" {
		return label, true
	}
	if next == nil || next.kind == paragraphBlock || next.kind == headingBlock {
		return "", false
	}
	text := plainText(md)
	if label, ok := plainLabel(text); ok {
		return label, true
	}
	if next.from == b.to+1 && isNounPhrase(text) {
		return text, true
	}
	return "", false
}

// paragraph reads prose. Lines that start with a bold label are read by themselves.
func (r *pointReader) paragraph(b *block, a area, next *block) {
	start := 0
	for i := range b.lines {
		if i > start && startsLabelled(b.lines[i].text) {
			r.prose(b.lines[start:i], a, nil)
			start = i
		}
	}
	r.prose(b.lines[start:], a, next)
}

func startsLabelled(md string) bool {
	if !strings.HasPrefix(md, "**") && !strings.HasPrefix(md, "__") && !strings.HasPrefix(md, "【") {
		return false
	}
	_, _, ok := cutLabel(md)
	return ok
}

// withoutAnswerMarks takes marks off the head of a paragraph ("A:", "回答例2："),
// but not all there is: an answer may be the letter A.
func withoutAnswerMarks(lines []line) []line {
	for {
		m, ok := answerMark(lines[0].text)
		rest := append(nonBlank(line{m.rest, lines[0].num}), lines[1:]...)
		if !ok || !m.strong || len(rest) == 0 {
			return lines
		}
		lines = rest
	}
}

// prose reads sentences; the last one may be a lead-in to next.
func (r *pointReader) prose(lines []line, a area, next *block) {
	lines = withoutAnswerMarks(lines)
	if label, rest, ok := cutLabel(lines[0].text); ok && strings.TrimSpace(rest) != "" {
		a = a.in(label)
		lines = append([]line{{rest, lines[0].num}}, lines[1:]...)
	}
	leads := next != nil && (next.kind == listBlock || next.kind == tableBlock || next.kind == fenceBlock || next.kind == quoteBlock)
	all := sentences(lines)
	for i, s := range all {
		text := answering.ReplaceAllString(s.text, "")
		if leads && i == len(all)-1 {
			text = leadIn(text)
		}
		if text == "" || !Asserts(text) {
			continue
		}
		if saysLittle(text) {
			if k, ok := newPoint(a, plainForm(text), Sentence, s.from, s.to); ok {
				r.bare = append(r.bare, k)
			}
			continue
		}
		r.add(a, plainForm(strings.TrimLeft(text, "※ ")), Sentence, s.from, s.to)
	}
}

// list reads items. An item with a list below it that claims nothing itself is
// the label of that list.
func (r *pointReader) list(b *block, a area) {
	for _, item := range b.kids {
		r.item(item, a)
	}
}

func (r *pointReader) item(item *block, a area) {
	form := Bullet
	if item.ordered {
		form = Item
	}
	own, kids := ownText(item)
	if len(own) == 0 {
		r.blocks(kids, a)
		return
	}
	md := cutCheckbox(joinMarkdown(own))
	md, w := cutWeight(md)
	a.weight = w.under(a.weight)
	inner, text := itemLabel(md, a, len(kids) > 0)
	if text == "" {
		if len(kids) == 0 {
			r.add(a, plainText(md), form, item.from, item.to)
			return
		}
		r.blocks(kids, inner)
		return
	}
	to := own[len(own)-1].num
	if len(kids) > 0 {
		text = leadIn(text)
	}
	if text != "" {
		r.add(inner, plainSentences(text), form, own[0].num, to)
	}
	r.blocks(kids, inner)
}

// ownText is the text of an item's paragraphs before anything else in it.
func ownText(item *block) (own []line, kids []*block) {
	for i, k := range item.kids {
		if k.kind != paragraphBlock {
			return own, item.kids[i:]
		}
		own = append(own, k.lines...)
	}
	return own, nil
}

func joinMarkdown(lines []line) string {
	parts := make([]string, len(lines))
	for i, l := range lines {
		parts[i] = l.text
	}
	return strings.Join(parts, "\n")
}

func cutCheckbox(md string) string {
	for _, box := range []string{"[ ] ", "[x] ", "[X] ", "□ ", "☐ ", "☑ ", "✅ "} {
		if rest, ok := strings.CutPrefix(md, box); ok {
			return rest
		}
	}
	return md
}

// itemLabel takes an item apart into its label and its text. The text is "" for
// an item that is only a label.
func itemLabel(md string, a area, hasKids bool) (area, string) {
	if label, rest, ok := cutLabel(md); ok {
		return a.in(label), plainText(rest)
	}
	text := plainText(md)
	if label, ok := plainLabel(text); ok && hasKids {
		return a.in(label), ""
	}
	if label, rest, ok := colonLead(text); ok && (hasKids || len(a.labels) == 0) {
		return a.in(label), rest
	}
	if hasKids && isNounPhrase(text) {
		return a.in(text), ""
	}
	return a, text
}

// plainSentences puts each sentence of an item's text into plain form.
func plainSentences(text string) string {
	if !hasKana(text) {
		return text
	}
	var parts []string
	for _, s := range cutSentences([]line{{text: escapeMarkdown(text)}}) {
		parts = append(parts, strings.TrimRight(plainForm(s.text), "。"))
	}
	return strings.Join(parts, "。")
}

// fence reads a code fence as one flow. A fence in a programming language is
// code, which nobody says aloud.
func (r *pointReader) fence(b *block, a area) {
	if programming[strings.ToLower(firstWord(b.info))] {
		return
	}
	var parts []string
	for _, l := range b.lines {
		if t := strings.TrimSpace(l.text); t != "" {
			parts = append(parts, t)
		}
	}
	if len(parts) > 0 {
		r.add(a, joinFlow(parts), Flow, b.from, b.to)
	}
}

var programming = set("go golang python py js javascript ts typescript java kotlin c cpp c++ cs csharp rust rs ruby rb php swift sh bash zsh shell console sql json yaml yml toml xml html css dockerfile hcl terraform diff lua r scala vue jsx tsx proto graphql")

func firstWord(s string) string {
	if f := strings.Fields(s); len(f) > 0 {
		return f[0]
	}
	return ""
}

// joinFlow puts the lines of a flow behind one another, with an arrow where the
// lines have none.
func joinFlow(parts []string) string {
	var b strings.Builder
	for _, p := range parts {
		p = joinLines(p)
		bare := strings.Trim(p, "↓⇓|│▼vV ")
		if bare == "" {
			continue
		}
		if b.Len() > 0 {
			if endsInArrow(b.String()) || startsWithArrow(p) {
				b.WriteString(" ")
			} else {
				b.WriteString(" → ")
			}
		}
		b.WriteString(strings.TrimSpace(strings.ReplaceAll(p, "↓", "→")))
	}
	return b.String()
}

var arrows = []string{"→", "⇒", "->", "=>", "➡", "↓", ">>"}

func endsInArrow(s string) bool {
	for _, a := range arrows {
		if strings.HasSuffix(strings.TrimSpace(s), a) {
			return true
		}
	}
	return false
}

func startsWithArrow(s string) bool {
	for _, a := range arrows {
		if strings.HasPrefix(s, a) {
			return true
		}
	}
	return false
}
