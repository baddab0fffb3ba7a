package coverage

import (
	"regexp"
	"strings"
)

// polarity is what a clause does with what it names.
type polarity uint8

const (
	affirmed polarity = iota
	negated           // says that it is not so, was not done, is not known
	desired           // says that it is wanted, planned, to come
	notYet            // denies it so far, and so leaves it to come
)

// polarityOf reads the polarity of a clause from its predicate. Its scope is the
// clause and no more.
func polarityOf(t *text, c *clause) polarity {
	if english(t, c) {
		return englishPolarity(t, c)
	}
	p := japanesePolarity(t, c)
	if p == affirmed && mixedPolarity(t, c) {
		return negated
	}
	return p
}

// japanesePolarity looks at the tail of a clause, from its end back to the first
// word with a meaning of its own: a negation before that belongs to a part of
// the clause ("応答しない患者を…") and not to what it says.
func japanesePolarity(t *text, c *clause) polarity {
	negations, wants := 0, false
	tailStart := c.m1
	for k := c.m1 - 1; k >= c.m0; k-- {
		m := &t.morphs[k]
		if isNegation(t, k) {
			negations++
			tailStart = k
			continue
		}
		if m.base == "たい" || m.base == "つもり" || m.base == "予定" {
			wants = true
		}
		if !tailMorph(m) {
			break
		}
		tailStart = k
	}
	tail := t.text(int(t.morphs[min(tailStart, c.m1-1)].start), c.end)
	whole := t.text(c.start, c.end)
	switch {
	case negations%2 == 1 && !falseNegation(t, c, tailStart, tail):
		if strings.Contains(whole, "まだ") {
			return notYet
		}
		return negated
	case negations == 0 && barelyYet.MatchString(whole):
		return notYet
	case negations == 0 && containsAny(whole, japaneseLacks) && !containsAny(whole, []string{"未経験者"}):
		return negated
	case wants, negations == 0 && containsAny(whole, japaneseFuture) && !strings.HasSuffix(tail, "た"):
		return desired
	}
	return affirmed
}

// barelyYet is まだ as the whole predicate: 「ACLS のほうはまだです」.
var barelyYet = regexp.MustCompile(`まだ(です|だ|でし|なん|かな)?.{0,5}$`)

// isNegation reports whether morph k negates what stands before it.
func isNegation(t *text, k int) bool {
	m := &t.morphs[k]
	switch m.base {
	case "ない", "無い":
		return m.class == classAux || m.class == classAdj || m.class == classSuffix
	case "ぬ", "ず", "まい":
		return m.class == classAux
	case "ん":
		return m.class == classAux && k > 0 && t.morphs[k-1].base == "ます"
	case "なし", "無し":
		return true
	}
	return false
}

// tailMorph reports whether a word is of the kind that follows a predicate or
// stands in for one.
func tailMorph(m *morph) bool {
	switch m.class {
	case classAux, classParticle, classMark, classFiller, classPronoun:
		return true
	}
	return tailWords[m.base]
}

var tailWords = wordSet(`
する ある なる いる おる できる 出来る 思う 言う いう 考える 感じる 存じる 申す くる いく ゆく しまう くれる もらう いただく 頂く ください
状況 状態 感じ 印象 次第 限り 覚え 記憶 経験 実績 自信 知識 正直 まだ あまり 特に とくに 全然 全く まったく ほとんど 一切 一つ 一度 別に そう ござる ございます
`)

// falseNegation reports the look-alikes: forms that negate nothing.
func falseNegation(t *text, c *clause, tailStart int, tail string) bool {
	if containsAny(tail, []string{
		"だけでな", "だけではな", "だけじゃな", "のみな", "ばかりでな", "ばかりか",
		"なければな", "なければい", "なきゃ", "なくてはな", "なくてはい", "ないといけ", "ないとな", "ねばな", "ざるを", "ずにはい",
		"しかな", "しかあり", "しかい", "にほかな", "に違いな", "にちがいな", "かもしれ", "かも知れ",
		"じゃないです", "ではないでしょう", "じゃないでしょう", "ないでしょうか", "ないだろうか", "ないかと", "ないかな", "ないか", "ないよう", "なくなる", "なくな", "なくす",
		"に限らない", "に限らず", "を問わず", "にかかわらず", "に関わらず", "わけにはい",
	}) {
		return true
	}
	if tailStart == 0 {
		return false
	}
	k := tailStart
	for k > c.m0 && (t.morphs[k-1].class == classParticle || t.morphs[k-1].class == classAux) {
		k--
	}
	if k > c.m0 {
		b := t.morphs[k-1].base
		if harmlessWithout[b] {
			return true
		}
	}
	return harmlessWithout[t.morphs[min(tailStart, len(t.morphs)-1)].base]
}

// harmlessWithout are words whose absence is a good thing: 問題ない, 欠かさず.
var harmlessWithout = wordSet(`問題 間違い 支障 差し支え 申し分 仕方 仕様 しょう 異存 遜色 抜け 漏れ 抜け漏れ 無駄 滞り 欠かす 欠かせる 忘れる 怠る 見逃す 逃す 見落とす 漏らす 惜しむ 絶やす 切らす たまる 構う かまう 変わる 少ない 危ない`)

// japaneseLacks say that something is lacking without a word of negation.
var japaneseLacks = []string{"未経験", "未受講", "未取得", "未着手", "未実施", "未導入", "未対応", "未習得", "未修了", "無理です", "皆無", "手つかず", "対象外", "担当外", "専門外", "範囲外", "関心の外", "別チーム", "別のチーム", "別の部署", "他のチーム", "他部署", "別部署", "初耳", "うろ覚え", "経験なし", "ゼロです"}

// japaneseFuture say that something is yet to come.
var japaneseFuture = []string{"これから", "今後は", "いずれ", "ゆくゆく", "将来は", "将来的に"}

// mixedPolarity reads the negation of Japanese speech that ends in English:
// "cluster は not yet で".
func mixedPolarity(t *text, c *clause) bool {
	for k := c.m0; k < c.m1; k++ {
		if m := &t.morphs[k]; m.class == classLatin && (m.base == "not" || m.base == "never" || m.base == "zero") {
			return true
		}
	}
	return false
}

// denies reports whether a polarity says that something is not so.
func (p polarity) denies() bool { return p == negated || p == notYet }

// englishPolarity reads an English clause: any negation in it that is not one of
// the look-alikes negates all of it.
func englishPolarity(t *text, c *clause) polarity {
	n := 0
	for k := c.m0; k < c.m1; k++ {
		w := t.morphs[k].base
		if t.morphs[k].class != classLatin || !englishNegations[w] && !strings.HasSuffix(w, "n't") {
			continue
		}
		if !englishLookalike(t, c, k) {
			n++
		}
	}
	whole := " " + t.text(c.start, c.end) + " "
	if n == 0 && containsAny(whole, englishLacks) {
		n++
	}
	switch {
	case n == 2 && strings.Contains(whole, " without "): // "never without"
	case n > 0 && (strings.Contains(whole, " yet ") || strings.Contains(whole, " so far ")):
		return notYet
	case n > 0:
		return negated
	case containsAny(whole, englishFuture):
		return desired
	}
	return affirmed
}

var englishNegations = wordSet(`not no never none nobody nothing neither nor without hardly barely cannot cant dont doesnt didnt isnt arent wasnt werent havent hasnt hadnt wont wouldnt couldnt shouldnt nowhere unable`)

// englishLacks say that something is lacking, or was someone else's.
var englishLacks = []string{" lack of ", " lacks ", " lack ", " failed to ", " yet to ", " instead of ", " rather than ", " another team", " other team", " new to me", " unfamiliar ", " outside my ", " have no ", " zero experience"}

// englishFuture say that something is wanted or to come.
var englishFuture = []string{" want to ", " would like to ", "'d like to ", " plan to ", " planning to ", " hope to ", " hoping to ", " intend to ", " aim to ", " looking forward ", " eager to ", " keen to ", " some day ", " someday ", " in the future "}

// englishLookalike reports whether the negation at k is none: "not only",
// "no later than", "no doubt".
func englishLookalike(t *text, c *clause, k int) bool {
	next, after := "", ""
	if k+1 < c.m1 {
		next = t.morphs[k+1].base
	}
	if k+2 < c.m1 {
		after = t.morphs[k+2].base
	}
	w := t.morphs[k].base
	switch {
	case w == "no" && (k+1 == c.m1 || t.morphs[k+1].class == classMark): // "fifty, no, thirty-five"
		return true
	case w == "not" && (next == "only" || next == "just" || next == "least" || next == "surprisingly" || next == "to" && after == "mention"):
		return true
	case w == "no" && (next == "later" || next == "longer" && after == "than" || next == "doubt" || next == "matter" || next == "problem" || next == "question" || next == "sooner" || next == "more" && after == "than" || next == "less" && after == "than" || next == "fewer" || next == "wait" || next == "sulking"):
		return true
	case w == "nothing" && (next == "but" || next == "less"):
		return true
	case strings.HasSuffix(w, "n't") && (next == "only" || next == "just" || next == "hesitate" || next == "forget" || next == "help"):
		return true
	case (w == "cannot" || w == "can't") && next == "wait":
		return true
	}
	return false
}
