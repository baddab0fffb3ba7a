package qa

import (
	"strings"
)

// draft is a question whose answer is still being gathered.
type draft struct {
	u      *unit
	text   string
	line   int
	answer []*block
	lead   line // the answer's first line where it is a part of one in the file
	// marked is set once the answer's mark was met.
	marked bool
}

// outline is the sheet as sections of drafts.
type outline struct {
	title    string
	sections []draftSection
	cur      *draft
	path     []*unit        // the open headings that are no questions, outermost first
	asking   map[*unit]bool // headings that read as questions and are none
	titled   *unit          // the heading that is the sheet's title
	rules    map[*unit]bool // those that end an answer
}

type draftSection struct {
	title  string
	parent string
	line   int
	drafts []*draft
}

// readOutline puts the units under sections and questions.
func readOutline(units []*unit, f *findings) outline {
	o := outline{titled: titleUnit(units), rules: endingRules(units), asking: map[*unit]bool{}}
	return o.read(units, f)
}

// readCanonical does the same for a printed sheet, in which rules end nothing.
func readCanonical(units []*unit, f *findings) outline {
	o := outline{titled: titleUnit(units), asking: map[*unit]bool{}}
	return o.read(units, f)
}

func (o outline) read(units []*unit, f *findings) outline {
	if o.titled != nil {
		o.title = o.titled.head.text
	}
	for _, u := range units {
		o.unit(u, f)
	}
	o.nameSections()
	if len(o.sections) > 0 {
		o.tellUnasked(units, f)
	}
	return o
}

// titleUnit is the first heading of level 1, unless it is a question or one of
// several sections.
func titleUnit(units []*unit) *unit {
	var first *unit
	direct, others := false, 0
	for _, u := range units {
		if u.form == byHeading && u.b.level == 1 && !u.question {
			if first != nil {
				others++
				continue
			}
			first = u
		} else if u.question && first == nil {
			return nil
		} else if u.question && others == 0 {
			direct = true
		}
	}
	if first != nil && others > 0 && direct {
		return nil
	}
	return first
}

// endingRules finds the rules that end an answer: all of them in a sheet where
// most stand before a heading or a question, and one before a closing remark.
func endingRules(units []*unit) map[*unit]bool {
	ends := map[*unit]bool{}
	rules := 0
	for i, u := range units {
		if u.b.kind != ruleBlock {
			continue
		}
		rules++
		if i+1 == len(units) || units[i+1].question || units[i+1].form == byHeading ||
			i+2 == len(units) && units[i+1].b.kind == paragraphBlock {
			ends[u] = true
		}
	}
	if len(ends)*2 < rules {
		return ends
	}
	for _, u := range units {
		if u.b.kind == ruleBlock {
			ends[u] = true
		}
	}
	return ends
}

func (o *outline) unit(u *unit, f *findings) {
	switch {
	case u.table != nil && u.question:
		o.cur = nil
		o.tableQuestions(u, f)
	case u.question:
		o.start(u)
	case u.listed:
		o.cur = nil
	case u.form == byHeading:
		o.heading(u)
	case u.b.kind == ruleBlock:
		if o.rules[u] && o.cur != nil && (len(o.cur.answer) > 0 || o.cur.text == "") {
			o.cur = nil
		}
	case o.cur != nil && o.cur.u.form == byBold && u.form == byBold && noteHeading.MatchString(headingName(u)):
		o.cur = nil
	case o.cur != nil:
		o.cur.add(u)
	}
}

// start opens a question.
func (o *outline) start(u *unit) {
	if u.form == byHeading {
		o.closeHeadings(u.b.level)
	}
	o.cur = &draft{u: u, text: u.head.text, line: u.b.from}
	o.cur.behind(u.head.rest)
	s := o.section(u.b.from)
	s.drafts = append(s.drafts, o.cur)
}

// heading opens a section, or belongs to the answer above it.
func (o *outline) heading(u *unit) {
	if c := o.cur; c != nil {
		if u.answers {
			c.add(u)
			return
		}
		if c.u.form == byHeading && u.b.level > c.u.b.level {
			c.answer = append(c.answer, u.b)
			return
		}
	}
	o.cur = nil
	o.closeHeadings(u.b.level)
	if u != o.titled {
		o.path = append(o.path, u)
		if u.head.asks == asksPlainly && !u.note && !u.reverse {
			o.asking[u] = true
		}
	}
}

// tellUnasked tells headings that read as questions, have text below them and
// are not asked because the sheet marks its questions in another way.
func (o *outline) tellUnasked(units []*unit, f *findings) {
	for i, u := range units {
		if o.asking[u] && u.hasContent(units, i) && !holdsQuestions(units, i) {
			f.warn(u.b.from, say("「%s」は質問のように見えますが、ほかの質問のような印がないため出題しません。質問なら Q: などの印を付けてください。",
				"“%s” looks like a question but is not marked as the others are, so it is not asked. If it is one, mark it (Q: …).", short(u.head.text)))
		}
	}
}

func (o *outline) closeHeadings(level int) {
	for len(o.path) > 0 && o.path[len(o.path)-1].b.level >= level {
		o.path = o.path[:len(o.path)-1]
	}
}

// section is where the next question goes: the one of the innermost heading.
func (o *outline) section(firstQuestion int) *draftSection {
	s := draftSection{line: firstQuestion}
	if n := len(o.path); n > 0 {
		s.title, s.line = sectionTitle(o.path[n-1]), o.path[n-1].b.from
		if n > 1 {
			s.parent = sectionTitle(o.path[n-2])
		}
	}
	last := len(o.sections) - 1
	if last >= 0 && (o.sections[last].line == s.line && s.title != "" || s.title == "" && o.sections[last].title == "") {
		return &o.sections[last]
	}
	o.sections = append(o.sections, s)
	return &o.sections[last+1]
}

// sectionTitle is a heading as it stands, with its number.
func sectionTitle(u *unit) string {
	title, _ := cutWeight(plainText(u.b.text()))
	return strings.TrimRight(title, ":： ")
}

// nameSections tells sections of one name apart by the heading above them.
func (o *outline) nameSections() {
	count := map[string]int{}
	for _, s := range o.sections {
		count[s.title]++
	}
	for i := range o.sections {
		if s := &o.sections[i]; s.parent != "" && count[s.title] > 1 {
			s.title = s.parent + " / " + s.title
		}
	}
}

// add puts a unit into the answer; where the question's text is still to come,
// the first paragraph is it.
func (d *draft) add(u *unit) {
	b := u.b
	if u.form != noHead && len(b.lines) > 0 && !d.marked {
		if u.answers {
			d.begin(b, u.answer)
			return
		}
	}
	if d.text == "" && !d.marked && len(d.answer) == 0 && u.form != noHead && u.form != byHeading {
		d.readText(b)
		return
	}
	d.answer = append(d.answer, b)
}

// begin starts the answer at its mark. Paragraphs between a plainly marked
// question and its marked answer are more of the question.
func (d *draft) begin(b *block, m mark) {
	d.marked = true
	if d.u.head.marked && d.u.form != byHeading && d.u.form != byFold {
		for len(d.answer) > 0 && d.answer[0].kind == paragraphBlock {
			d.text = cleanQuestion(d.text + "\n" + d.answer[0].text())
			d.answer, d.lead = d.answer[1:], line{}
		}
	}
	d.lines(append(nonBlank(line{m.rest, b.lines[0].num}), b.lines[1:]...))
}

// lines adds lines of which the first was cut out of a line of the file. What
// stands there is read as if it stood alone.
func (d *draft) lines(lines []line) {
	if len(lines) == 0 {
		return
	}
	if len(d.answer) == 0 {
		d.lead = lines[0]
	}
	d.answer = append(d.answer, readBlocks(canonical(lines, &findings{}))...)
}

// behind adds the lines behind a question in its own paragraph.
func (d *draft) behind(rest []line) {
	if len(rest) == 0 {
		return
	}
	b := paragraph(paragraphBlock, rest)[0]
	if m, ok := answerMark(rest[0].text); ok {
		d.begin(b, m)
	} else if d.text == "" {
		d.readText(b)
	} else {
		d.lines(rest)
	}
}

// readText takes the question's text from the first paragraph below its mark.
func (d *draft) readText(b *block) {
	question, rest := cutQuestion(b.lines[0], b.lines[1:], byParagraph)
	d.text = cleanQuestion(question)
	d.behind(rest)
}

// tableQuestions reads a question from every row of a table.
func (o *outline) tableQuestions(u *unit, f *findings) {
	t := readTable(u.b, f)
	for _, row := range t.rows {
		if u.table.question >= len(row.cells) {
			continue
		}
		md := row.cells[u.table.question]
		if m, ok := questionMark(md); ok {
			md = m.rest
		}
		d := &draft{u: u, text: cleanQuestion(md), line: row.line}
		if d.text == "" {
			continue
		}
		if u.table.answer < len(row.cells) {
			d.answer = cellBlocks(row.cells[u.table.answer], row.line)
		}
		s := o.section(row.line)
		s.drafts = append(s.drafts, d)
	}
}

// cellBlocks reads a cell as an answer, in which <br> ends lines.
func cellBlocks(cell string, num int) []*block {
	if m, ok := answerMark(cell); ok && m.strong {
		cell = m.rest
	}
	var lines []line
	for _, text := range inlineBreak.Split(cell, -1) {
		if strings.TrimSpace(text) != "" {
			lines = append(lines, line{strings.TrimSpace(text), num})
		}
	}
	return readBlocks(canonical(lines, &findings{}))
}
