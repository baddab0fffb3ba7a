package qa

import (
	"fmt"
	"strings"
)

// Markdown writes the report out to be read, kept and shared, in the report's
// language: the coverages, what was left unsaid, then each question with its
// key points marked, the words that the marks rest on, the conversation and
// the prepared answer. Texts of people show as they are and cannot change the
// document around them. Times are those of this machine's zone.
func (r *Report) Markdown() []byte {
	m := markdown{r: r, w: wordsFor(r.Lang)}
	m.head()
	m.overall()
	m.summary()
	m.unsaid()
	number := 0
	for _, s := range r.Sections {
		m.para("## " + m.sectionTitle(s))
		for _, t := range s.Threads {
			number++
			m.thread(number, t)
		}
	}
	return []byte(strings.TrimRight(m.b.String(), "\n") + "\n")
}

type markdown struct {
	r *Report
	w reportWords
	b strings.Builder
}

// para writes one block, with the blank line after it.
func (m *markdown) para(lines ...string) {
	for _, line := range lines {
		m.b.WriteString(line)
		m.b.WriteByte('\n')
	}
	m.b.WriteByte('\n')
}

func (m *markdown) sectionTitle(s SectionReport) string {
	if title := escapeInline(s.Title); title != "" {
		return title
	}
	return m.w.untitled
}

func (m *markdown) head() {
	title := m.w.report
	if t := escapeInline(m.r.Title); t != "" {
		title = t
	}
	m.para("# " + title)
	facts := []string{m.w.report, m.w.period(m.r)}
	if mode := m.w.modes[m.r.Mode]; mode != "" {
		facts = append(facts, mode)
	}
	if persona := m.w.personas[Persona(m.r.Persona)]; persona != "" {
		facts = append(facts, m.w.persona+m.w.colon+persona)
	}
	m.para(strings.Join(facts, " · "))
	if m.r.FinishedAt == 0 {
		m.para(m.w.unfinished)
	}
}

func (m *markdown) overall() {
	m.para("## " + m.w.overall)
	rows := []string{
		fmt.Sprintf("| %s | %s | %s | %s |", m.w.section, m.w.answered, m.w.unaided, m.w.final),
		"|:--|--:|--:|--:|",
	}
	var all, answered int
	for _, s := range m.r.Sections {
		n := answeredThreads(s)
		all, answered = all+len(s.Threads), answered+n
		unaided, final := shares(s.Unaided, s.Final, askedPoints(s.Threads...))
		rows = append(rows, fmt.Sprintf("| %s | %d/%d | %s | %s |", m.sectionTitle(s), n, len(s.Threads), unaided, final))
	}
	c := m.r.Counts
	unaided, final := shares(m.r.Unaided, m.r.Final, c.Covered+c.Partial+c.Missed)
	rows = append(rows, fmt.Sprintf("| **%s** | **%d/%d** | **%s** | **%s** |", m.w.overall, answered, all, unaided, final))
	m.para(rows...)
	m.para(m.counts())
	m.para(m.legend())
}

// shares writes two coverages, or dashes when there was nothing to convey.
func shares(unaided, final float64, points int) (string, string) {
	if points == 0 {
		return markNotAsked, markNotAsked
	}
	return perCent(unaided), perCent(final)
}

func askedPoints(threads ...ThreadReport) int {
	n := 0
	for _, t := range threads {
		for _, p := range t.Points {
			if p.Asked {
				n++
			}
		}
	}
	return n
}

func answeredThreads(s SectionReport) int {
	n := 0
	for _, t := range s.Threads {
		if t.Outcome == "answered" {
			n++
		}
	}
	return n
}

func (m *markdown) counts() string {
	c := m.r.Counts
	items := []string{
		fmt.Sprintf("%s %d", markCovered, c.Covered),
		fmt.Sprintf("%s %d", markPartial, c.Partial),
		fmt.Sprintf("%s %d", markMissed, c.Missed),
	}
	for _, extra := range []struct {
		name string
		n    int
	}{
		{markNotAsked, c.NotAsked}, {m.w.unsure, c.Unsure}, {m.w.own, c.Own}, {m.w.hinted, c.Hinted}, {m.w.claims, m.r.Claims},
	} {
		if extra.n > 0 {
			items = append(items, fmt.Sprintf("%s %d", extra.name, extra.n))
		}
	}
	return m.w.keyPoints + m.w.colon + strings.Join(items, " · ")
}

func (m *markdown) legend() string {
	return m.w.legend + m.w.colon + strings.Join([]string{
		markCovered + " " + m.w.levels[Covered],
		markPartial + " " + m.w.levels[Partial],
		markMissed + " " + m.w.levels[Missed],
		markUnsure + " " + m.w.unsure,
		markNotAsked + " " + m.w.notAsked,
	}, " · ")
}

// summary is a model's words, each with the key point that it is about.
func (m *markdown) summary() {
	if m.r.Summary == nil {
		return
	}
	m.para("## " + m.w.summary)
	m.para(m.w.summaryBy + m.w.paren(escapeInline(m.r.SummaryBy)))
	m.items(m.w.strong, m.r.Summary.Strong)
	m.items(m.w.fix, m.r.Summary.Fix)
}

func (m *markdown) items(title string, items []SummaryItem) {
	if len(items) == 0 {
		return
	}
	m.para("### " + title)
	var lines []string
	for n, item := range items {
		lines = append(lines, fmt.Sprintf("%d. %s", n+1, escapeLineStart(escapeInline(item.Text))))
		if k, ok := m.r.point(item); ok {
			lines = append(lines, "   - "+k.mark()+" "+m.pointText(k))
		}
	}
	m.para(lines...)
}

// point is the key point that a summary's item is about.
func (r *Report) point(item SummaryItem) (PointReport, bool) {
	for _, s := range r.Sections {
		for _, t := range s.Threads {
			for _, p := range t.Points {
				if t.Thread == item.Thread && p.ID == item.KeyPoint {
					return p, true
				}
			}
		}
	}
	return PointReport{}, false
}

// unsaid lists what to say next time: what was asked and not conveyed.
func (m *markdown) unsaid() {
	var lines []string
	for _, s := range m.r.Sections {
		for _, t := range s.Threads {
			var points []string
			for _, p := range t.Points {
				if p.Asked && (p.Final != Covered || p.Contradicted) {
					points = append(points, "  - "+p.mark()+" "+m.pointText(p))
				}
			}
			if len(points) > 0 {
				lines = append(lines, "- "+escapeLineStart(escapeInline(t.Text)))
				lines = append(lines, points...)
			}
		}
	}
	if len(lines) > 0 {
		m.para("## " + m.w.toSay)
		m.para(lines...)
	}
}

func (m *markdown) pointText(p PointReport) string {
	text := escapeInline(p.Text)
	if !p.Vital {
		text += m.w.paren(m.w.optional)
	}
	return text
}

func (m *markdown) thread(number int, t ThreadReport) {
	m.para(fmt.Sprintf("### %d. %s", number, escapeInline(t.Text)))
	switch {
	case t.Outcome == "skipped":
		m.para(m.w.skipped)
	case t.Outcome == "answered" && len(t.Points) == 0:
		m.para(m.w.noPoints)
	case askedPoints(t) > 0:
		m.para(fmt.Sprintf("%s %s → %s **%s**", m.w.unaided, perCent(t.Unaided), m.w.final, perCent(t.Final)))
	}
	names := followUpNames(m.w, t.Turns)
	m.points(t, names)
	m.claims(t)
	m.turns(t, names)
	m.model(t)
}

// followUpNames numbers the follow-ups of a thread, by turn id.
func followUpNames(w reportWords, turns []TurnReport) map[string]string {
	names := map[string]string{}
	for _, turn := range turns {
		if turn.Kind == "followup" {
			names[turn.ID] = w.followUp(len(names) + 1)
		}
	}
	return names
}

func (m *markdown) points(t ThreadReport, names map[string]string) {
	if len(t.Points) == 0 {
		return
	}
	m.para("**" + m.w.keyPoints + "**")
	var lines []string
	for _, p := range t.Points {
		lines = append(lines, "- "+p.mark()+" "+m.pointText(p))
		if under := m.underPoint(p, names); under != "" {
			lines = append(lines, "  - "+under)
		}
	}
	m.para(lines...)
}

// underPoint is what a mark rests on, and what else is to be said of it.
func (m *markdown) underPoint(p PointReport, names map[string]string) string {
	var quotes, notes []string
	for _, e := range p.Evidence {
		if q := escapeInline(e.Text); q != "" {
			quotes = append(quotes, m.w.open+q+m.w.shut)
		}
	}
	if p.Asked && p.Final != p.Unaided {
		notes = append(notes, levelMark(p.Unaided)+" → "+levelMark(p.Final))
	}
	if name := names[p.WonBy]; name != "" {
		notes = append(notes, m.w.after(name))
	}
	if p.Own {
		notes = append(notes, m.w.own)
	}
	if p.Hinted {
		notes = append(notes, m.w.hinted)
	}
	if p.Contradicted {
		notes = append(notes, m.w.contradicts)
	}
	parts := []string{}
	if len(quotes) > 0 {
		parts = append(parts, strings.Join(quotes, m.w.gap))
	}
	if len(notes) > 0 {
		parts = append(parts, strings.Join(notes, m.w.comma))
	}
	return strings.Join(parts, " — ")
}

func (m *markdown) claims(t ThreadReport) {
	if len(t.Claims) == 0 {
		return
	}
	m.para("**" + m.w.claims + "**")
	var lines []string
	for _, c := range t.Claims {
		lines = append(lines, "- "+m.w.open+escapeInline(c.Text)+m.w.shut,
			"  - "+m.w.claimSheet(c.Line)+m.w.colon+escapeInline(c.Sheet))
	}
	m.para(lines...)
}

// turns writes the conversation as a quotation, one paragraph for each turn.
func (m *markdown) turns(t ThreadReport, names map[string]string) {
	if len(t.Turns) == 0 {
		return
	}
	m.para("**" + m.w.said + "**")
	texts := map[string]string{}
	for _, p := range t.Points {
		texts[p.ID] = escapeInline(p.Text)
	}
	var quoted []string
	for i, turn := range t.Turns {
		if i > 0 {
			quoted = append(quoted, ">")
		}
		lines := append([]string{"**" + m.who(turn, names) + "**"}, escapeLines(turn.Text)...)
		if brought := m.broughtBy(turn, texts); brought != "" {
			lines = append(lines, brought)
		}
		for j, line := range lines {
			if j < len(lines)-1 {
				line += `\` // a line break
			}
			quoted = append(quoted, "> "+line)
		}
	}
	m.para(quoted...)
}

// who names the speaker, and what kind of turn it is when that needs saying.
func (m *markdown) who(turn TurnReport, names map[string]string) string {
	if turn.Who == "candidate" {
		who := m.w.you
		if turn.Took > 0 {
			who += m.w.paren(clockTime(turn.Took))
		}
		return who
	}
	note := m.w.turns[turn.Kind]
	if name := names[turn.ID]; name != "" {
		note = name
		if reason := m.w.reasons[Reason(turn.Reason)]; reason != "" {
			note += m.w.colon + reason
		}
	}
	if note == "" {
		return m.w.interviewer
	}
	return m.w.interviewer + m.w.paren(note)
}

// broughtBy is what an answer to a follow-up brought.
func (m *markdown) broughtBy(turn TurnReport, texts map[string]string) string {
	if turn.Kind != "followup" || len(turn.Brought) == 0 {
		return ""
	}
	var points []string
	for _, id := range turn.Brought {
		points = append(points, texts[id])
	}
	return "→ " + m.w.brought + m.w.colon + strings.Join(points, " / ")
}

func (m *markdown) model(t ThreadReport) {
	if strings.TrimSpace(t.ModelAnswer) == "" {
		return
	}
	m.para("**" + m.w.model + "**" + m.w.paren(m.w.line(t.AnswerLine)))
	m.b.WriteString(quoteMarkdown(t.ModelAnswer) + "\n")
}
