package coverage

import (
	"math"
	"regexp"
	"sort"

	"mondo/qa"
)

// A claim is accused only when three things meet: the sheet owns up to a limit
// (or wishes for what is not done yet), the answer says that very thing in its
// words, and says it as done or had. Whoever hedges is not accused.

const (
	// claimShare is how much of a limit's words a claim must say.
	claimShare = 0.55
	// sameShare is how much it must say where nobody is named who had or did it.
	sameShare = 0.75
)

var (
	// hadJapanese and hadEnglish are ways of saying that one has or can do something.
	hadJapanese = regexp.MustCompile(`(担当し|主導し|経験(し|が|も)?(て|まし|あり|豊富|ござい)|持って|取得し|務めて|務めま|任され|やりました|やってい|やってき|行って|行いま|行なって|おこなって|作りました|作って|書いて|書きました|入れました|導入し|構築し|運用し|設計し|実施し|実践し|働き|働いて|管理して|できます|得意|教えて|立ち上げ|率いて|扱って|使って|受けて|いただいて|通って|済んで|終えて|リードし)`)
	hadEnglish  = regexp.MustCompile(`\b(i|we)('ve| have| had| also| then)* (been |personally |successfully )?(\w+ed|\w+ing|built|ran|run|wrote|written|led|set up|did|done|made|taught|held|managed|own|lead|grew|sold|drew|drove|took|gave|got|kept|brought|spent|won|flew|spoke|chose)\b|\b(by myself|on my own|single-?handed)|\bi('m| am) (certified|responsible|an expert|experienced)|\bi know .* inside out`)
	// hedged says that it was little, learnt only, or someone else's.
	hedged = regexp.MustCompile(`だけ|のみ|見学|勉強|研修|学んで|資料|独学|少し|概念|理解|読ん|一緒に|手伝|補助|サポート|したい|たいと|予定|これから|\bonly\b|\bread (about|two|some)|\bstud(y|ied)\b|\bhelped\b|\bassisted\b|\btoy\b|\bwant\b|\bwould like\b|\bplan\b|\bhope\b|\blearn`)
)

// claims finds what the answer claims against the sheet, in its order. A point
// that is claimed against is told the wrong way round.
func (m *matcher) claims(q *question, all []measured) []qa.Claim {
	var out []qa.Claim
	for i, p := range q.points {
		c, ok := m.overclaim(p, &all[i])
		if ok {
			all[i].against = true
		} else if c, ok = m.longer(p, &all[i]); !ok {
			if c, ok = m.more(p, &all[i]); !ok {
				continue
			}
		}
		cl := &m.answer.clauses[c]
		start, end := m.answer.source(cl.start, cl.end)
		out = append(out, qa.Claim{
			Span:     qa.Span{Start: start, End: end, Text: m.answer.src[start:end]},
			KeyPoint: p.id, Sheet: p.source.Text, Line: p.source.Line,
		})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}

// overclaim finds the clause that asserts what the point denies or only wishes for.
func (m *matcher) overclaim(p *point, f *measured) (int, bool) {
	for i := range p.elements {
		e := &p.elements[i]
		if e.role != roleBody || !(e.polarity.denies() && ownsUp.MatchString(string(p.text.r))) && !p.modest() && !p.future() {
			continue
		}
		if e.denied >= 0 { // it denies one deed, not having done such things
			continue
		}
		if c := m.assertedAt(p, e, f.rows[i]); c >= 0 {
			return c, true
		}
	}
	return 0, false
}

// ownsUp is how a denial owns up to something not done or not had. Other denials
// (値引きはしない) are rules, and breaking one is no boast.
var ownsUp = regexp.MustCompile(`経験|まだ|未|以来|資格|役職|自分では|直接|(た|だ)ことは?[がも]?(な|あり)|\b(never|not yet|yet to|have not|has not|haven't|had no|have no|no (direct|formal|own|real)|no experience|myself)\b`)

// modest reports whether a point makes little of the person's experience. A mere
// "only" does not: 電話のみで受ける limits the telephone.
func (p *point) modest() bool {
	s := string(p.text.r)
	return p.limit && containsAny(s, []string{"経験", "浅い", "限定的", "experience", "practice"})
}

// future reports whether a point's label says that its content is yet to come.
func (p *point) future() bool {
	l := p.lastLabel()
	return l != nil && p.wish && containsAny(p.words(l), wishWords)
}

// assertedAt is the clause that says enough of e, as something had or done; -1
// when there is none.
func (m *matcher) assertedAt(p *point, e *element, rows []row) int {
	top, at := 0.0, -1
	for c := range m.answer.clauses {
		cl := &m.answer.clauses[c]
		if !m.counts(p, c) || cl.list || m.stuffed || cl.polarity != affirmed {
			continue
		}
		if s := m.specificShare(e, rows, c); s >= claimShare && s > top && (m.had(c) || s >= sameShare && m.shown(c)) {
			top, at = s, c
		}
	}
	return at
}

// shown reports whether an English clause says without a hedge that something is
// so, of whoever: "TEM images clearly show the film".
func (m *matcher) shown(c int) bool {
	cl := &m.answer.clauses[c]
	if !english(m.answer, cl) || m.hedges(c) {
		return false
	}
	return shownEnglish.MatchString(m.answer.text(cl.start, cl.end))
}

// shownEnglish are verbs of what is there to see.
var shownEnglish = regexp.MustCompile(`\b(shows?|showed|proves?|proved|confirms?|confirmed|demonstrates?|demonstrated|guarantees?|guaranteed|covers?|covered)\b`)

// hedges reports whether a clause makes little of what it says, or asks.
func (m *matcher) hedges(c int) bool {
	cl := &m.answer.clauses[c]
	return hedged.MatchString(m.answer.text(cl.start, cl.end)) || m.answer.r[min(cl.end, len(m.answer.r)-1)] == '?'
}

// had reports whether a clause says that something was done or is had, without
// making little of it.
func (m *matcher) had(c int) bool {
	cl := &m.answer.clauses[c]
	if m.hedges(c) {
		return false
	}
	s := m.answer.text(cl.start, cl.end)
	if english(m.answer, cl) {
		return hadEnglish.MatchString(s)
	}
	return hadJapanese.MatchString(s)
}

// specificShare is how much of the words of e that name something a clause says,
// with the topic that the sentence before it named. At least one of them must
// stand in the clause as it is.
func (m *matcher) specificShare(e *element, rows []row, c int) float64 {
	said, all, plain := 0.0, 0.0, false
	for j := range e.terms {
		w := &e.terms[j]
		if w.term.number >= 0 || w.term.weight < weightFull || w.term.class == classAdverb || limitTerm[w.term.key] {
			continue
		}
		all++
		sim := rows[j][c].sim
		if sim >= simForm {
			plain = true
		}
		if c > 0 && sim < simLoose {
			sim = math.Max(sim, rows[j][c-1].sim*carried)
		}
		said += sim
	}
	if all == 0 || !plain {
		return 0
	}
	return said / all
}

// carried is what a word counts that stands in the clause before.
const carried = 0.7

// limitTerm are the words that make a limit one; an overclaim leaves them out.
var limitTerm = wordSet(`限定 直接 浅い 主 未経験 direct myself limit actual`)
