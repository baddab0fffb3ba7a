package coverage

import (
	"regexp"
	"strings"
)

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
	case containsAny(whole, shunHints) && shunsJapanese.MatchString(whole):
		return shunned
	case negations%2 == 1 && !falseNegation(t, c, tailStart, tail):
		if strings.Contains(whole, "まだ") {
			return notYet
		}
		return negated
	case negations == 0 && strings.Contains(whole, "まだ") && barelyYet.MatchString(whole):
		return notYet
	case negations == 0 && containsAny(whole, hardHints) && hardTo.MatchString(whole):
		return negated
	case negations == 0 && containsAny(whole, japaneseLacks) && !containsAny(whole, []string{"未経験者"}):
		return negated
	case wants, negations == 0 && containsAny(whole, japaneseFuture) && !strings.HasSuffix(tail, "た"):
		return desired
	}
	return affirmed
}

// Hints spare most clauses the search by an expression.
var (
	shunHints = []string{"ない", "ぬ"}
	hardHints = []string{"難し", "厳し", "困難", "無理"}
)

// barelyYet is まだ as the whole predicate: 「ACLS のほうはまだです」.
var barelyYet = regexp.MustCompile(`まだ((です|だ|でし|なん|かな).{0,5})?$`)

// hardTo declines politely: 日曜は難しい, 運営も体力的に厳しいです. Of a thing that is
// hard (学習が難しい) it says nothing.
var hardTo = regexp.MustCompile(`[はも][^はもが]{0,8}(難し|厳し|困難|無理)(い|く|か|で|だ|な)[^はもが]{0,6}$`)

// shunsJapanese is how Japanese says that something is kept from happening, or
// not done as a rule: 起きないようにする, 送らないことにする, 連絡しないのが原則.
var shunsJapanese = regexp.MustCompile(`(ない|ぬ)(よう(に|と)|こと(に|を|も|が|は).{0,6}(し|決|徹底|守|心|約束|方針)|(の(が|は|も|を))?.{0,3}(原則|ルール|決まり|方針|約束|基本))`)

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
	case "かねる": // お答えしかねます
		return m.class == classAux
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
		"じゃないです", "ではないでしょう", "じゃないでしょう", "ないでしょうか", "ないだろうか", "ないかと", "ないかな", "ないか", "なくなる", "なくな", "なくす",
		"に限らない", "に限らず", "を問わず", "にかかわらず", "に関わらず", "わけにはい",
	}) {
		return true
	}
	if tailStart == 0 {
		return false
	}
	if onlySo(t, c) {
		return true
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

// onlySo reports しか in a clause: 六割しか吸収できない says that six were.
func onlySo(t *text, c *clause) bool {
	for k := c.m0; k < c.m1; k++ {
		if t.morphs[k].base == "しか" && t.morphs[k].class == classParticle {
			return true
		}
	}
	return false
}

// harmlessWithout are words whose absence is a good thing: 問題ない, 欠かさず.
var harmlessWithout = wordSet(`問題 間違い 支障 差し支え 申し分 仕方 仕様 しょう 異存 遜色 抜け 漏れ 抜け漏れ 無駄 滞り 欠かす 欠かせる 忘れる 怠る 見逃す 逃す 見落とす 漏らす 惜しむ 絶やす 切らす たまる 構う かまう 変わる 少ない 危ない`)

// japaneseLacks say that something is lacking without a word of negation.
var japaneseLacks = []string{"未経験", "未受講", "未取得", "未着手", "未実施", "未導入", "未対応", "未習得", "未修了", "無理です", "皆無", "から外れ", "からは外れ", "別の者", "ほかの者", "他の者", "差し控え", "見送って", "見送り", "お断りし", "手つかず", "対象外", "担当外", "専門外", "範囲外", "関心の外", "別チーム", "別のチーム", "別の部署", "他のチーム", "他部署", "別部署", "初耳", "うろ覚え", "経験なし", "ゼロです"}

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
