package coverage

// polarise reads the polarity of an element, the morphs m0 to m1, from the clause
// that holds its end: the predicate of "小児の看護は、まだありません" speaks for all of
// it. An element that is closed by itself speaks for itself.
func (e *element) polarise(t *text, m0, m1 int) {
	for i := range t.clauses {
		c := &t.clauses[i]
		if c.start >= e.end || c.end < e.end {
			continue
		}
		if !english(t, c) && (c.end <= e.end || !closed(t, m0, m1)) {
			e.polarity, e.inherits = c.polarityAt(int32(e.start)), c.end > e.end
			return
		}
		own := clause{start: e.start, end: e.end, m0: max(m0, c.m0), m1: min(m1, c.m1)}
		polarise(t, &own)
		e.polarity = own.polarity
		for j := range e.terms {
			at := int(e.terms[j].term.start)
			e.terms[j].off = own.offFrom <= at && at < own.offTo
		}
		return
	}
}

// closed reports whether the Japanese of the morphs m0 to m1 states something by
// itself: カバレッジは72%, 前提としており, 料金の施策もあったため; but not 小児の看護は.
func closed(t *text, m0, m1 int) bool {
	topic, predicate := false, false
	for k := m0; k < m1; k++ {
		m := &t.morphs[k]
		switch {
		case m.class == classParticle && k+1 < m1 && (m.base == "は" || m.base == "が"):
			topic = true
		case m.class == classAux && !dependentNouns[m.base], m.class == classVerb, m.class == classAdj:
			predicate = true
		}
	}
	switch last := &t.morphs[m1-1]; last.class {
	case classVerb, classAdj:
		return true
	case classParticle, classAux:
		return (predicate || topic && last.base == "で") && !openParticles[last.base]
	case classNumber:
		return topic
	}
	return false
}

// openParticles leave what stands before them open for a predicate to come.
var openParticles = wordSet(`は も を が に と や の へ から まで より とか など`)

// deniedWord finds the predicate that a Japanese element denies (変える in
// 担当は変えない). Whoever says the rest without it has not said the contrary. What
// denies having or doing as such (経験はない, 使っていない) denies all of it: -1.
func (e *element) deniedWord() int {
	if !e.polarity.denies() || e.inherits || len(e.terms) == 0 {
		return -1
	}
	last := len(e.terms) - 1
	switch x := e.terms[last].term; x.class {
	case classVerb, classAction, classAdj:
		if !havingWords[x.key] {
			return last
		}
	}
	return -1
}

// havingWords say that something is there or was done at all.
var havingWords = wordSet(`ある 無い ない 経験 持つ 受ける 就く 触る 使う 使用 利用 運用 担当 扱う 行う する 実施 やる 知る 分かる 関わる 携わる 導入 受講 取得 理解 把握 勤務 働く 見る できる 該当`)
