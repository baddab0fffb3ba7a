package delivery

import "strings"

// japaneseFillers are words that can be fillers, by how they are written. A long
// vowel at their end is left out before they are looked up.
var japaneseFillers = map[string]string{
	"まあ": "まあ", "まぁ": "まあ", "ま": "まあ", "なんか": "なんか", "その": "その", "あの": "あの", "こう": "こう", "ちょっと": "ちょっと", "やっぱ": "やっぱ",
}

// fillerName is the filler that a word can be, "" if it is none.
func (t *talk) fillerName(i int) string {
	if i < 0 || i >= len(t.words) {
		return ""
	}
	return japaneseFillers[strings.TrimRight(t.words[i].key, "ー〜～")]
}

// japaneseFiller tells whether word i only fills time.
func (t *talk) japaneseFiller(i int) bool {
	name := t.fillerName(i)
	if name == "" || t.inPhrase(i) {
		return false
	}
	if t.fillerName(i+1) == name { // 「なんか、なんか」; the second stands as any other
		return true
	}
	if t.closes(i) {
		return t.idleBefore(i, name)
	}
	return t.opens(i) && t.idle(i, name)
}

// idleBefore tells whether a word with a break behind it has no work to do. What
// goes with the word before it has: 薬なんか、; もうちょっと、.
func (t *talk) idleBefore(i int, name string) bool {
	w := &t.words[i]
	goesOn := i+1 == len(t.words) || t.words[i+1].cut < cutStop
	switch name {
	case "なんか":
		return w.Part != "助詞" && (w.cut > cutNone || !t.nominal(i-1))
	case "まあ":
		return w.key != "ま" || t.opens(i)
	case "ちょっと": // 「それはちょっと。」 is a refusal
		return goesOn && i+1 < len(t.words) && (i == 0 || !moreOf[t.words[i-1].key])
	case "こう":
		return goesOn || t.opens(i)
	}
	return true
}

// moreOf make an amount of ちょっと.
var moreOf = wordSet("もう あと ほんの")

// idle tells whether a word at a clause's beginning has no work to do with what
// follows at once.
func (t *talk) idle(i int, name string) bool {
	next := &t.words[i+1]
	switch name {
	case "まあ":
		return t.words[i].key != "ま"
	case "やっぱ":
		return true
	case "その", "あの":
		return !t.pointsAt(i + 1)
	case "なんか":
		return t.words[i].Part != "助詞" && next.Part != "助詞" && next.Part != "助動詞" && !happenings[next.Base]
	case "こう":
		return t.fillerName(i+1) != "" || t.soundsLike(i+1)
	case "ちょっと":
		return t.fillerName(i+1) != "" || next.Detail == "代名詞" && next.Part == "名詞"
	}
	return false
}

// happenings are what なんか, being something, does: なんかあったら.
var happenings = wordSet("ある 有る 起きる 起こる 起る できる 困る 違う いい 良い よい")

// pointsAt tells whether その or あの before word i points at it: その結果, あの大きな
// 仕事, そのAPI. Nobody points at 私 or まず.
func (t *talk) pointsAt(i int) bool {
	w := &t.words[i]
	switch w.Part {
	case "名詞":
		return w.Detail != "代名詞" && w.Base != "自分"
	case "接頭詞", "形容詞", "連体詞", "助詞":
		return true
	case "助動詞": // 「あのですね、」
		return w.key != "です"
	case "副詞": // その最も大きい: as likely as not
		return !openers[w.key] && t.fillerName(i) == ""
	case "":
		return w.kind != hesitation
	}
	return false
}

// openers are adverbs that begin what one has to say.
var openers = wordSet("まず もう やはり やっぱり やっぱ とりあえず 一応 まだ 結局 実は もちろん たぶん 多分 おそらく いろいろ 色々 特に 本当に ずっと だいたい 大体 ちょうど ちゃんと やっと ようやく そう")

// soundsLike tells whether word i begins a picture in sound: こうガッと, こうぐるっと.
func (t *talk) soundsLike(i int) bool {
	text := t.text[t.words[i].Start:]
	for _, r := range text[:min(len(text), 15)] {
		switch {
		case r == 'っ' || r == 'ッ':
			return t.words[i].Part != "動詞"
		case r == 'と', !isHiragana(r) && !isKatakana(r):
			return false
		}
	}
	return false
}

// nominal tells whether word i is of the kind that a particle follows.
func (t *talk) nominal(i int) bool {
	return i >= 0 && (t.words[i].Part == "名詞" || t.words[i].kind == latin)
}

// workingPhrases are set phrases in which the words do their work.
var workingPhrases = phrases(`
まあ まあ
まあ いい
まあ よい
ちょっと し た
`)

// inPhrase tells whether word i stands in such a phrase.
func (t *talk) inPhrase(i int) bool {
	for _, p := range workingPhrases {
		for k := range p {
			if i-k >= 0 && t.words[i].key == p[k] && t.startsWith(i-k, p) {
				return true
			}
		}
	}
	return false
}
