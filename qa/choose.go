package qa

import "strings"

// choose decides which units are questions, from how the sheet as a whole marks
// them: explicit marks first; then what stands before marked answers; then the
// form in which most unmarked questions stand. It reports which marks it used.
func choose(units []*unit) {
	markNotes(units)
	markAlone(units)
	switch {
	case chooseMarked(units):
	case chooseAnswered(units):
	case chooseAsking(units):
	case chooseNumbered(units):
	default:
		chooseTopics(units)
	}
	dropRepeated(units)
}

// dropRepeated drops questions without an answer that stand again below with
// one: a list of the questions above the questions.
func dropRepeated(units []*unit) {
	answered := map[string]bool{}
	for i := len(units) - 1; i >= 0; i-- {
		u := units[i]
		if !u.question || u.head.text == "" {
			continue
		}
		text := identityText(u.head.text)
		switch {
		case u.hasContent(units, i):
			answered[text] = true
		case u.form != byHeading && answered[text]:
			u.question, u.listed = false, true
		}
	}
}

// markNotes finds what stands under headings whose text is never asked.
func markNotes(units []*unit) {
	note, reverse := 0, 0 // levels of such a heading, 0 outside one
	for _, u := range units {
		if u.form == byHeading {
			level := u.b.level
			if note > 0 && level <= note {
				note = 0
			}
			if reverse > 0 && level <= reverse {
				reverse = 0
			}
			name := headingName(u)
			if !u.head.marked && !anyQuestions.MatchString(name) {
				if note == 0 && noteHeading.MatchString(name) {
					note = level
				}
				if reverse == 0 && reverseHeading.MatchString(name) {
					reverse = level
				}
			}
		}
		u.note, u.reverse = note > 0, reverse > 0
	}
}

// headingName is a heading's text without what stands in brackets behind it.
func headingName(u *unit) string {
	name := strings.Trim(u.head.text, " 　【】[]■◆●▼")
	for _, open := range []string{"（", "(", "：", ":", " - ", "—", "〜", "～"} {
		if i := strings.Index(name, open); i > 0 {
			name = name[:i]
		}
	}
	return strings.TrimSuffix(strings.TrimRight(name, " 　？?"), "は")
}

// markAlone reads headings that say only "質問" or "Question", with the text of
// the question and a marked answer below them.
func markAlone(units []*unit) {
	for i, u := range units {
		if u.head.marked || u.form == noHead || u.form == byParagraph || i+2 >= len(units) {
			continue
		}
		folded, _ := fold(u.b.lines[0].text)
		next := units[i+1]
		if questionAlone.MatchString(folded) && next.form != noHead && next.form != byHeading && !next.answers &&
			(units[i+2].answers || len(next.head.rest) > 0) {
			u.head = head{marked: true, strong: true}
		}
	}
}

// hasContent tells whether text that can be an answer follows directly.
func (u *unit) hasContent(units []*unit, i int) bool {
	if len(u.head.rest) > 0 {
		return true
	}
	if i+1 >= len(units) {
		return false
	}
	next := units[i+1]
	if next.b.kind == headingBlock {
		return next.answers || u.form == byHeading && next.b.level > u.b.level && !next.question && next.head.asks == asksNothing && !next.head.marked
	}
	return next.b.kind != ruleBlock && !next.question
}

// may tells whether a marked unit may be asked: not a question that the
// candidate means to ask, unless it comes with its answer.
func (u *unit) may(units []*unit, i int) bool {
	if !u.reverse {
		return true
	}
	return anyQuestions.MatchString(u.head.text) || i+1 < len(units) && units[i+1].answers || len(u.head.rest) > 0 && startsAnswer(u.head.rest[0].text)
}

func startsAnswer(text string) bool {
	m, ok := answerMark(text)
	return ok && m.strong
}

// chooseMarked takes the questions with a mark of their own. A mark without a
// separator ("Q3 results") counts only where no clearer one is used, or among
// those of its kind.
func chooseMarked(units []*unit) bool {
	strong, marked := markedSigns(units)
	if marked == 0 {
		return false
	}
	signs := map[sign]bool{}
	for i, u := range units {
		if u.table != nil {
			u.question = true
		}
		if u.head.marked && u.may(units, i) && (u.head.strong || len(strong) == 0 || strong[u.sign()] || u.head.asks != asksNothing) {
			u.question = true
			signs[u.sign()] = true
		}
	}
	takeAskingHeadings(units, signs, marked)
	return true
}

// markedSigns counts marked questions and gives the signs of the clear ones.
func markedSigns(units []*unit) (strong map[sign]bool, marked int) {
	strong = map[sign]bool{}
	for i, u := range units {
		if u.table != nil {
			marked++
		}
		if u.head.marked && u.may(units, i) {
			marked++
			if u.head.strong {
				strong[u.sign()] = true
			}
		}
	}
	return strong, marked
}

// takeAskingHeadings takes headings that end with a question mark beside marked
// ones of the same level, or all of them where hardly any is marked.
func takeAskingHeadings(units []*unit, signs map[sign]bool, marked int) {
	var asking []*unit
	beside := 0
	for i, u := range units {
		if u.form != byHeading || u.head.marked || u.head.asks != asksPlainly || u.note || u.reverse {
			continue
		}
		beside++
		if u.hasContent(units, i) {
			asking = append(asking, u)
		}
	}
	for _, u := range asking {
		u.question = signs[u.sign()] || beside > 3*marked
	}
}

// sign is what questions of one kind have in common to the eye.
type sign struct {
	form  headForm
	level int
	depth int
}

func (u *unit) sign() sign {
	s := sign{form: u.form, depth: len(u.around)}
	if u.form == byHeading {
		s.level = u.b.level
	}
	return s
}

// chooseAnswered takes what stands right before a marked answer.
func chooseAnswered(units []*unit) bool {
	signs := map[sign]int{}
	found := 0
	for i, u := range units {
		if !u.answers || !u.answer.strong || i == 0 {
			if len(u.head.rest) > 0 && u.form != noHead && startsAnswer(u.head.rest[0].text) && !u.note {
				u.question = true
				signs[u.sign()]++
				found++
			}
			continue
		}
		before := units[i-1]
		if before.form == noHead || before.answers || before.note || before.head.text == "" || before.question {
			continue
		}
		before.question = true
		signs[before.sign()]++
		found++
	}
	for i, u := range units {
		if !u.question && !u.answers && u.form == byHeading && signs[u.sign()] > 1 && !u.note && !u.reverse && u.hasContent(units, i) {
			u.question = true
		}
	}
	return found > 0
}

// chooseAsking takes the form in which most unmarked questions stand.
func chooseAsking(units []*unit) bool {
	can, best := commonestForm(units)
	if best == noHead {
		return false
	}
	signs := map[sign]bool{}
	for i, u := range units {
		if can[i] && u.form == best {
			u.question = true
			signs[u.sign()] = true
		}
	}
	for i, u := range units {
		if u.form == best && !u.question && !u.note && !u.reverse && signs[u.sign()] && u.sameAsAsked(units, i) {
			u.question = true
		}
	}
	return true
}

// commonestForm tells which units read as questions, and in which form most of
// them stand. Below a heading that is a question they are labels in its answer.
func commonestForm(units []*unit) (can []bool, best headForm) {
	count := map[headForm]int{}
	can = make([]bool, len(units))
	asked := false
	for i, u := range units {
		if u.form == byHeading {
			asked = false
		}
		if asked || !u.canAsk(units, i) {
			continue
		}
		can[i] = true
		count[u.form]++
		asked = u.form == byHeading && u.hasContent(units, i)
	}
	for _, form := range []headForm{byHeading, byFold, byBold, byOrdered, byBullet, byParagraph} {
		if count[form] > count[best] {
			best = form
		}
	}
	return can, best
}

// canAsk tells whether an unmarked unit reads as a question.
func (u *unit) canAsk(units []*unit, i int) bool {
	if u.note || u.reverse || u.head.asks == asksNothing {
		return false
	}
	switch u.form {
	case byHeading:
		return !(u.b.level == 1 && i == 0 && len(units) > 1 && titleOnly(units)) && (u.hasContent(units, i) || !holdsHeadings(units, i))
	case byFold, byBold:
		return true
	case byOrdered, byBullet, byParagraph:
		return u.hasContent(units, i)
	}
	return false
}

// titleOnly tells whether the only heading of level 1 is the first unit.
func titleOnly(units []*unit) bool {
	for _, u := range units[1:] {
		if u.form == byHeading && u.b.level == 1 {
			return false
		}
	}
	return true
}

func holdsHeadings(units []*unit, i int) bool {
	return i+1 < len(units) && units[i+1].form == byHeading && units[i+1].b.level > units[i].b.level
}

// sameAsAsked tells whether a unit that does not read as a question stands among
// questions as one of them: an item of the same list, numbered as they are, or on
// what is always asked.
func (u *unit) sameAsAsked(units []*unit, i int) bool {
	if !u.hasContent(units, i) || holdsQuestions(units, i) {
		return false
	}
	if u.form == byOrdered || u.form == byBullet {
		return true
	}
	return u.head.numbered || commonTopic.MatchString(u.head.text)
}

// holdsQuestions tells whether a question stands below the heading at i.
func holdsQuestions(units []*unit, i int) bool {
	if units[i].form != byHeading {
		return false
	}
	for _, u := range units[i+1:] {
		if u.form == byHeading && u.b.level <= units[i].b.level {
			return false
		}
		if u.question {
			return true
		}
	}
	return false
}

// chooseNumbered takes the deepest numbered headings, or bold lines.
func chooseNumbered(units []*unit) bool {
	deepest := 0
	for i, u := range units {
		if u.form == byHeading && u.head.numbered && !u.note && !u.reverse && u.hasContent(units, i) {
			deepest = max(deepest, u.b.level)
		}
	}
	found := 0
	for i, u := range units {
		heading := u.form == byHeading && u.b.level == deepest
		bold := u.form == byBold && deepest == 0
		if u.head.numbered && (heading || bold) && !u.note && !u.reverse && u.hasContent(units, i) && !noteHeading.MatchString(headingName(u)) {
			u.question = true
			found++
		}
	}
	return found > 0
}

// chooseTopics takes headings and bold lines on what is always asked.
func chooseTopics(units []*unit) {
	signs := map[sign]int{}
	for i, u := range units {
		if (u.form == byHeading || u.form == byBold) && !u.note && u.hasContent(units, i) && commonTopic.MatchString(u.head.text) {
			u.question = true
			signs[u.sign()]++
		}
	}
}
