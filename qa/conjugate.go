package qa

import (
	"strings"
	"unicode/utf8"
)

// verb has the plain forms of a verb's last part.
type verb struct{ plain, past, negative string }

// irregular lists stems (what stands before ます) that their last kana would
// mislead about, longest first where one ends in another.
var irregular = []struct {
	stem string
	verb verb
}{
	{"ており", verb{"ている", "ていた", "ていない"}},
	{"でおり", verb{"でいる", "でいた", "でいない"}},
	{"におり", verb{"にいる", "にいた", "にいない"}},
	{"がおり", verb{"がいる", "がいた", "がいない"}},
	{"もおり", verb{"もいる", "もいた", "もいない"}},
	{"はおり", verb{"はいる", "はいた", "はいない"}},
	{"ござい", verb{"ある", "あった", "ない"}},
	{"ありがとうござい", verb{}},
	{"いらっしゃい", verb{"いらっしゃる", "いらっしゃった", "いらっしゃらない"}},
	{"おっしゃい", verb{"おっしゃる", "おっしゃった", "おっしゃらない"}},
	{"ください", verb{"くださる", "くださった", "くださらない"}},
	{"下さい", verb{"下さる", "下さった", "下さらない"}},
	{"なさい", verb{"なさる", "なさった", "なさらない"}},
	{"いたし", verb{"する", "した", "しない"}},
	{"致し", verb{"する", "した", "しない"}},
	{"あり", verb{"ある", "あった", "ない"}},
	{"有り", verb{"有る", "有った", "無い"}},
	{"んでき", verb{"んでくる", "んできた", "んでこない"}},
	{"てき", verb{"てくる", "てきた", "てこない"}},
	{"でき", verb{"できる", "できた", "できない"}},
	{"出来", verb{"出来る", "出来た", "出来ない"}},
	{"来", verb{"来る", "来た", "来ない"}},
	{"いき", verb{"いく", "いった", "いかない"}},
	{"行き", verb{"行く", "行った", "行かない"}},
	{"問い", verb{"問う", "問うた", "問わない"}},
}

// ichidan lists stems of vowel-stem verbs that look like consonant stems.
var ichidan = []string{
	"てい", "でい", "にい", "がい", "はい", "もい", "とい", "用い", "率い", "強い", "報い", "老い", "悔い",
	"起き", "生き", "尽き", "飽き", "過ぎ", "すぎ", "落ち", "満ち", "朽ち",
	"借り", "足り", "降り", "懲り", "帯び", "伸び", "延び", "浴び", "詫び", "滅び",
	"てみ", "でみ", "試み", "省み", "顧み", "鑑み", "染み",
	"見", "観", "診", "看", "視", "似", "煮", "着", "得", "経", "寝", "居", "出", "干",
}

// notIchidan are consonant stems that end in one of those.
var notIchidan = []string{"違い", "ちがい", "まちがい", "担がい", "かがい", "うかがい", "ねがい", "したがい", "したてい", "おもい", "よはい", "ともい"}

// consonantRow gives plain, past and negative for the kana that a consonant stem
// ends in.
var consonantRow = map[rune]verb{
	'い': {"う", "った", "わない"},
	'き': {"く", "いた", "かない"},
	'ぎ': {"ぐ", "いだ", "がない"},
	'ち': {"つ", "った", "たない"},
	'に': {"ぬ", "んだ", "なない"},
	'び': {"ぶ", "んだ", "ばない"},
	'み': {"む", "んだ", "まない"},
	'り': {"る", "った", "らない"},
}

// uKanji are the kanji before い in verbs that end in う; behind others い may be
// the verb いる (三年半いました).
const uKanji = "使行思担伺扱願補合言違整習払買洗歌笑争戦狙疑誘漂迷吸縫救従伴競襲敬奪装賄酔舞雇沿添会揃拭貰追負養繕償潤請失叶祝遣諮被損伝拾這食這覆慕謡占厭誓嫌向唱想"

// readStem reads the verb whose stem stands at the end of before. stem is the
// part of before that the forms take the place of.
func readStem(before string) (stem string, v verb, ok bool) {
	if stem, v, ok := irregularStem(before); ok {
		return stem, v, v.plain != ""
	}
	last, size := utf8.DecodeLastRuneInString(before)
	if isIchidan(before) || strings.ContainsRune("えけげせぜてでねべぺめれへじ", last) && len(before) > size {
		return "", verb{"る", "た", "ない"}, true
	}
	stem = before[len(before)-size:]
	if last == 'し' {
		return suruStem(before[:len(before)-size])
	}
	row, found := consonantRow[last]
	if !found || !wordBefore(before[:len(before)-size]) {
		return "", verb{}, false
	}
	if r, _ := utf8.DecodeLastRuneInString(before[:len(before)-size]); last == 'い' && isKanji(r) && !strings.ContainsRune(uKanji, r) {
		if strings.ContainsRune("人名員", r) { // 部下が5人います
			return stem, verb{"いる", "いた", "いない"}, true
		}
		return "", verb{}, false
	}
	return stem, row, true
}

// irregularStem finds the longest irregular stem at the end of before.
func irregularStem(before string) (string, verb, bool) {
	best := -1
	for i, e := range irregular {
		if strings.HasSuffix(before, e.stem) && (best < 0 || len(e.stem) > len(irregular[best].stem)) {
			best = i
		}
	}
	if best < 0 {
		return "", verb{}, false
	}
	e := irregular[best]
	return e.stem, e.verb, true
}

func isIchidan(before string) bool {
	for _, s := range notIchidan {
		if strings.HasSuffix(before, s) {
			return false
		}
	}
	for _, s := range ichidan {
		if strings.HasSuffix(before, s) {
			return true
		}
	}
	return before == "い"
}

// wordBefore tells that a one-kana ending belongs to a word: a kanji or kana that
// is no particle stands before it.
func wordBefore(before string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	return isKanji(last) || isHiragana(last) && !strings.ContainsRune("をはがにへ", last)
}

var (
	suruForms = verb{"する", "した", "しない"}
	suForms   = verb{"す", "した", "さない"}
	// unsureForms are those of a stem in し that may be する or す: the past is the same.
	unsureForms = verb{"", "した", ""}
)

const (
	// suruKanji are single kanji that form verbs with する (属する, 関する).
	suruKanji = "達適反対接関属発要有介期資略察課面際託解帯呈博屈徹臨愛罰処即瀕恋訳化"
	// suKana are kana before す in verbs that are written 生かす, 果たす, 増やす.
	suKana = "かたなばまやらわこごぼろ"
)

// suCompounds end in two kanji but take す, not する.
var suCompounds = []string{"目指", "見直", "手放", "見出", "手渡", "見通", "裏返", "名指", "後押", "取消", "取戻", "引出", "繰返", "差出", "呼出", "払戻", "出直", "見返", "見逃", "手直", "申渡", "言渡", "指差", "読返", "聞返", "立直", "持出", "貸出", "掘起"}

// suWords are verbs in す that are written in kana.
var suWords = []string{"もたら", "こな", "なく", "尽く", "つく", "はた", "みた", "ふや", "へら", "のば", "おこ", "すご", "落と", "おと", "なお", "まわ", "のこ", "うつ", "わた", "はな", "ため", "さが", "いか", "逃が", "転が", "見逃が"}

// suruStem tells する from verbs in す by what stands before し.
func suruStem(before string) (stem string, v verb, ok bool) {
	last, size := utf8.DecodeLastRuneInString(before)
	for _, w := range suWords {
		if strings.HasSuffix(before, w) {
			return "し", suForms, true
		}
	}
	switch {
	case before == "" || strings.ContainsRune("をにはもとがでりくしいえけちみきびげべめれ、，っん）)」』”\"0123456789 ", last):
		return "し", suruForms, true
	case isKatakana(last) || last < 0x80 || last > 0xFF00:
		return "し", suruForms, true
	case isKanji(last):
		return "し", kanjiSuru(before), true
	case strings.ContainsRune(suKana, last):
		if p, _ := utf8.DecodeLastRuneInString(before[:len(before)-size]); isKanji(p) && p != '何' {
			return "し", suForms, true
		}
	}
	return "し", unsureForms, true
}

func kanjiSuru(before string) verb {
	run := 0
	rest := before
	for rest != "" {
		r, n := utf8.DecodeLastRuneInString(rest)
		if !isKanji(r) {
			break
		}
		run++
		rest = rest[:len(rest)-n]
	}
	if run == 1 {
		last, _ := utf8.DecodeLastRuneInString(before)
		if strings.ContainsRune(suruKanji, last) || strings.HasSuffix(rest, "お") || strings.HasSuffix(rest, "ご") {
			return suruForms
		}
		return suForms
	}
	for _, w := range suCompounds {
		if strings.HasSuffix(before, w) {
			return suForms
		}
	}
	return suruForms
}
