package coverage

// clause is the smallest stretch of a text that is judged as one: it has one
// predicate, and so one polarity.
type clause struct {
	start, end int // runes, separators trimmed
	m0, m1     int // its morphs: text.morphs[m0:m1]
	t0, t1     int // its terms: text.terms[t0:t1]
	sentence   int
	polarity   polarity
	offFrom    int // runes from here to offTo are denied, whatever the rest is
	offTo      int
	topicEnd   int  // runes up to here name the topic (AもBも); start when there is none
	topicOff   bool // what is said of the topic further on denies it
	verbal     bool // it has a predicate of its own
	masked     bool // nothing in it may count: an instruction to the grader, struck by a correction
	list       bool // part of a bare list
}

// cutClauses cuts a text into clauses: at punctuation, at spaces in Japanese,
// and at the words that join clauses. A piece without a predicate goes with the
// next one, so that what is said at the end of "A も、B も、まだ使っていません" is
// said of all of it.
func cutClauses(t *text) []clause {
	var out []clause
	sentence, open := 0, -1
	end := func(m1 int, strength int) {
		if open < 0 {
			return
		}
		c := clause{m0: open, m1: m1, sentence: sentence}
		if !trimClause(t, &c) {
			open = -1
			return
		}
		c.verbal = verbal(t, &c)
		out = joinTopic(t, out, c)
		open = -1
	}
	for k := range t.morphs {
		strength := cutBefore(t, open, k)
		if strength != cutNone {
			end(k, strength)
			if strength == cutSentence {
				sentence++
			}
		}
		if open < 0 {
			open = k
		}
	}
	end(len(t.morphs), cutSentence)
	for i := range out {
		polarise(t, &out[i])
		out[i].topicEnd = topicEnd(t, &out[i])
	}
	carryDenials(t, out)
	return out
}

// polarityAt is the polarity of what stands at rune at in the clause.
func (c *clause) polarityAt(at int32) polarity {
	if c.topicOff && int(at) < c.topicEnd || c.offFrom <= int(at) && int(at) < c.offTo {
		return negated
	}
	return c.polarity
}

// topicEnd finds the end of a Japanese clause's topic: up to its last は, も or
// とか that follows a word of content.
func topicEnd(t *text, c *clause) int {
	for k := c.m1 - 1; k > c.m0; k-- {
		m := &t.morphs[k]
		if m.class != classParticle || m.base != "は" && m.base != "も" && m.base != "には" && m.base != "では" && m.base != "とは" {
			continue
		}
		j := k - 1
		for j > c.m0 && t.morphs[j].class == classParticle {
			j--
		}
		if contentClass(t.morphs[j].class) {
			return int(m.end)
		}
	}
	if c.m1-c.m0 >= 2 && t.morphs[c.m1-1].base == "か" { // 「CloudTrailですか、」
		return c.end
	}
	return c.start
}

func contentClass(k wordClass) bool {
	switch k {
	case classNoun, classAction, className, classLatin, classSuffix:
		return true
	}
	return false
}

// carryDenials carries a denial back to the topic that it is about: "A も B も、
// 資料を読んだだけで、使ったことはありません".
func carryDenials(t *text, out []clause) {
	for i := 1; i < len(out); i++ {
		c := &out[i]
		if !c.polarity.denies() || c.topicEnd > c.start && !pronounTopic(t, c) || hasSubject(t, c) {
			continue
		}
		for j := i - 1; j >= 0 && out[j].sentence == c.sentence; j-- {
			if p := &out[j]; p.topicEnd > p.start {
				p.topicOff = true
				break
			}
		}
	}
}

// hasSubject reports whether a clause names its own subject with が.
func hasSubject(t *text, c *clause) bool {
	for k := c.m0 + 1; k < c.m1; k++ {
		if m := &t.morphs[k]; m.class == classParticle && m.base == "が" && !m.joining && contentClass(t.morphs[k-1].class) {
			return true
		}
	}
	return false
}

// pronounTopic reports whether a clause's topic is only a pointer (あれも, それは, 私は).
func pronounTopic(t *text, c *clause) bool {
	return t.morphs[c.m0].class == classPronoun
}

// trimClause drops marks at the edges and sets the rune range. It reports
// whether anything is left.
func trimClause(t *text, c *clause) bool {
	for c.m0 < c.m1 && t.morphs[c.m0].class == classMark {
		c.m0++
	}
	for c.m1 > c.m0 && t.morphs[c.m1-1].class == classMark && t.morphs[c.m1-1].base != "?" {
		c.m1--
	}
	if c.m0 == c.m1 {
		return false
	}
	c.start, c.end = int(t.morphs[c.m0].start), int(t.morphs[c.m1-1].end)
	return true
}

// joinTopic appends c, or makes one of it and a piece before it that lacked a
// predicate ("資格は、", "Minor units,").
func joinTopic(t *text, out []clause, c clause) []clause {
	if len(out) == 0 {
		return append(out, c)
	}
	p := &out[len(out)-1]
	short := c.m1-p.m0 <= maxClauseMorphs
	if p.sentence == c.sentence && !p.verbal && short && (!english(t, p) || p.m1-p.m0 <= 3) {
		p.m1, p.end = c.m1, c.end
		p.verbal = c.verbal
		return out
	}
	return append(out, c)
}
