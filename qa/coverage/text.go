package coverage

import "strings"

// text is a person's text taken apart: its words, numbers and clauses.
type text struct {
	*folded
	morphs  []morph
	numbers []number
	terms   []term
	phrases []phrase
	clauses []clause
}

// term is one word of a text that carries content.
type term struct {
	start, end int32
	key        string // what it is compared by: base form or stem
	read       string // sounds in katakana, "" if unknown
	class      wordClass
	weight     float64 // how much such a word says anywhere, 0 to 1
	groups     []int32 // meanings in the lexicon
	clause     int32
	number     int32 // index into numbers, -1 for a word
	struck     bool  // taken back by a self-correction
}

// analyser takes texts apart.
type analyser struct {
	tokens *Tokenizer
	lex    *vocabulary
}

// analyse takes src apart; spoken texts may have numbers written in kana.
func (a *analyser) analyse(src string, spoken bool) *text {
	t := &text{folded: fold(src)}
	t.numbers = scanNumbers(t.r, spoken)
	a.cut(t)
	t.clauses = cutClauses(t)
	a.collect(t)
	return t
}

// classNumber marks a morph that is an amount.
const classNumber wordClass = 100

// cut fills t.morphs: numbers as they were found, Latin words at spaces,
// Japanese by the dictionary, everything else as marks.
func (a *analyser) cut(t *text) {
	t.morphs = make([]morph, 0, len(t.r)/2+4)
	next := 0
	for i := 0; i < len(t.r); {
		if next < len(t.numbers) && t.numbers[next].start <= i {
			n := t.numbers[next]
			next++
			if n.end <= i {
				continue
			}
			t.morphs = append(t.morphs, morph{start: int32(i), end: int32(n.end), class: classNumber, base: "", read: ""})
			i = n.end
			continue
		}
		stop := len(t.r)
		if next < len(t.numbers) {
			stop = t.numbers[next].start
		}
		i = a.cutAt(t, i, stop)
	}
}

func (a *analyser) cutAt(t *text, i, stop int) int {
	c := t.r[i]
	switch {
	case c == ' ':
		return i + 1
	case isJapanese(c):
		j := i + 1
		for j < stop && isJapanese(t.r[j]) {
			j++
		}
		t.morphs = a.tokens.japanese(t.r, i, j, t.morphs)
		return j
	case isLatin(c) || isDigit(c):
		j := wordEndAt(t.r, i, stop)
		w := string(t.r[i:j])
		t.morphs = append(t.morphs, morph{start: int32(i), end: int32(j), class: classLatin, base: strings.TrimSuffix(w, "'s")})
		return j
	}
	t.morphs = append(t.morphs, morph{start: int32(i), end: int32(i + 1), class: classMark, base: string(c)})
	return i + 1
}

// wordEndAt ends a Latin word: letters and digits, inner apostrophes, and the
// signs of C++ and C#.
func wordEndAt(r []rune, i, stop int) int {
	j := i
	for j < stop {
		c := r[j]
		if isLatin(c) || isDigit(c) || c == '\'' && j > i && j+1 < stop && isLatin(r[j+1]) {
			j++
			continue
		}
		if (c == '+' || c == '#') && j-i <= 2 {
			j++
			continue
		}
		break
	}
	return max(j, i+1)
}

// collect fills t.terms with the morphs that carry content.
func (a *analyser) collect(t *text) {
	t.terms = make([]term, 0, len(t.morphs)/2+4)
	num := 0
	for mi := range t.morphs {
		m := &t.morphs[mi]
		x := term{start: m.start, end: m.end, class: m.class, clause: -1, number: -1}
		if m.class == classNumber {
			for num < len(t.numbers) && t.numbers[num].end <= int(m.start) {
				num++
			}
			x.number, x.weight = int32(num), 1
			t.terms = append(t.terms, x)
			continue
		}
		x.key, x.weight = a.content(t, mi)
		if x.weight == 0 {
			continue
		}
		if m.class != classLatin {
			x.read = m.read
		}
		x.groups = a.lex.groupsOf(x.key)
		t.terms = append(t.terms, x)
	}
	a.lex.find(t)
	t.assign()
}

// assign gives every clause its terms; both stand in order of position.
func (t *text) assign() {
	k := 0
	for i := range t.clauses {
		c := &t.clauses[i]
		for k < len(t.terms) && int(t.terms[k].start) < c.start {
			k++
		}
		c.t0 = k
		for k < len(t.terms) && int(t.terms[k].start) < c.end {
			t.terms[k].clause = int32(i)
			k++
		}
		c.t1 = k
	}
}

// latinKey is the comparison key of the Latin word at morph i.
func (t *text) latinKey(i int) string {
	m := &t.morphs[i]
	if m.read == "" {
		s, e := t.source(int(m.start), int(m.end))
		m.read = englishKey(m.base, t.src[s:e])
	}
	return m.read
}

// How much words of a kind say, as a share of a full content word.
const (
	weightFull   = 1.0
	weightLight  = 0.35 // 対応, 実施, use: anybody says them of anything
	weightSuffix = 0.25 // 化, 的
	weightAdverb = 0.5
)

// content gives the key of a word and how much it says; 0 drops it.
func (a *analyser) content(t *text, mi int) (string, float64) {
	m := &t.morphs[mi]
	switch m.class {
	case classLatin:
		k := t.latinKey(mi)
		switch {
		case englishStops[m.base]:
			return "", 0
		case len(m.base) == 1:
			return k, weightSuffix
		case englishLight[k]:
			return k, weightLight
		}
		return k, weightFull
	case classNoun, classAction, className, classVerb, classAdj, classAdverb, classSuffix:
		return japaneseContent(m)
	}
	return "", 0
}

// japaneseContent weighs a Japanese content word.
func japaneseContent(m *morph) (string, float64) {
	k := m.base
	switch {
	case japaneseStops[k]:
		return "", 0
	case japaneseLight[k]:
		return k, weightLight
	case m.class == classSuffix:
		return k, weightSuffix
	case allHiragana(k) && m.end-m.start <= 2 && m.class != classVerb:
		return k, weightSuffix
	case m.class == classAdverb && allHiragana(k):
		return k, weightSuffix
	case m.class == classAdverb:
		return k, weightAdverb
	}
	return k, weightFull
}

func allHiragana(s string) bool {
	for _, c := range s {
		if !isHiragana(c) {
			return false
		}
	}
	return true
}

// japaneseStops carry no content of their own.
var japaneseStops = wordSet(`
する いる ある なる できる やる おる くる いく ゆく しまう みる くれる もらう いただく くださる いらっしゃる ございます ござる おっしゃる 致す いたす 申す 参る 存じる 思う 言う いう 考える 感じる 頂く 下さる 居る 有る 無い ない よい いい 良い
こと もの ため よう ところ とき 時 方 ほう わけ はず つもり まま うち 他 ほか その他 など 等 それ これ あれ どれ ここ そこ どこ 私 自分 僕 俺 彼 彼女 我々 何 誰 さん 様 さま 君
はい いいえ ええ まあ なんか ちょっと とても すごく かなり もう まだ また さらに そして しかし ただ 特に 例えば まず 次に 最後 あと あとは 一応 やはり やっぱり 実際 本当 非常
以上 以下 以内 程度 前後 約 およそ 的 性 ん の さ 感じ 点 面 場合 中 内 上 下 間 ごと 毎 々 ー
`)

// japaneseLight are content words that almost any answer could use.
var japaneseLight = wordSet(`
経験 対応 実施 使用 利用 活用 作成 構築 担当 業務 行う 行なう 使う 作る 仕事 内容 関係 関連 必要 可能 理解 意識 担う 持つ 取る 見る 出る 出す 入る 入れる 受ける 聞く 話す 知る 分かる 得る 付ける つける 上げる 進める 続ける 始める 決める 向ける 合わせる 含む 関わる 携わる 決める 置く 動く 動かす 回す 立てる まとめる 伝える 変わる 変える 直す 調べる 選ぶ 分ける 残す 思い 考え
今 今後 現在 将来 最近 当時 以前 前 後 先 日 年 月 人 者 化 用 際 側 部分 全体 全て すべて 基本 主 大きい 多い 少ない 高い 低い 新しい 方法 形 目 手 気
`)
