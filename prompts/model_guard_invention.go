package prompts

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mondo/qa"
)

// invents reports whether a text says something of the candidate that neither
// the sheet nor the conversation has: an amount, a name, a word put into their
// mouth. A word that any interviewer says is no fact.
func (g *guard) invents(text string, words []clue) bool {
	for _, c := range words {
		if g.namesNew(c) {
			return true
		}
	}
	if g.lang == qa.English && g.capitalNew(text) || g.lang == qa.Japanese && g.placeNew(text) {
		return true
	}
	return g.numberNew(text) || g.quotesNew(text) || g.putsIntoMouth(text)
}

// placeNew reports a place or an organisation in kanji that nobody has named.
func (g *guard) placeNew(text string) bool {
	isNew := func(name string) bool { return !strings.Contains(g.known.text, fold(name)) }
	for _, place := range places {
		if strings.Contains(text, place) && isNew(place) {
			return true
		}
	}
	return strings.ContainsAny(text, "庁省学校院行会団所聞港社") && slices.ContainsFunc(organisation.FindAllString(text, -1), isNew)
}

var organisation = regexp.MustCompile(`\p{Han}{2,}(?:庁|省|大学|高校|病院|銀行|協会|学会|財団|研究所|新聞|製作所|空港)|株式会社`)

var places = strings.Fields(`
	北海道 青森 岩手 宮城 秋田 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈川 横浜 川崎 新潟 富山 石川県 金沢 福井 山梨 長野 岐阜
	静岡 愛知 名古屋 三重県 滋賀 京都 大阪 兵庫 神戸 奈良 和歌山 鳥取 島根 岡山 広島 山口県 徳島 香川 愛媛 高知 福岡 佐賀 長崎 熊本 大分県 宮崎 鹿児島 沖縄 札幌 仙台 米国 英国 中国 韓国 台湾`)

// namesNew reports a clue that would be a name from nowhere. In English, small
// letters make words and no names, unless a digit is among them.
func (g *guard) namesNew(c clue) bool {
	switch c.script {
	case katakana:
		return !c.weak && !g.known.has(c)
	case latin:
		if g.lang == qa.Japanese {
			return !common(c.text) && !g.known.has(c)
		}
		named := strings.ContainsFunc(c.text, unicode.IsDigit) || names[c.text] && !mayBeWord[c.text]
		return named && !g.known.has(c)
	default:
		return false
	}
}

// mayBeWord are names that are English words too.
var mayBeWord = wordSet(`april august chinese dart english excel flask french german go helm japanese lambda march may puppet rabbit
	react rails rust slack spark spring stripe swift unix vault vue node`)

// capitalNew reports a word with a capital inside an English sentence, or with
// one behind its first letter anywhere, that nobody has said.
func (g *guard) capitalNew(text string) bool {
	begins := true // at a sentence's beginning the first capital says nothing
	for _, field := range strings.Fields(text) {
		word := strings.Trim(field, edgeMarks+".?!")
		opened := strings.HasPrefix(field, "“") || strings.HasPrefix(field, `"`)
		for part := range latinParts(word) {
			if g.isNewName(part, begins || opened) {
				return true
			}
			begins = false
		}
		last, _ := utf8.DecodeLastRuneInString(field)
		begins = strings.ContainsRune(".?!:…", last)
	}
	return false
}

func (g *guard) isNewName(part string, begins bool) bool {
	first, size := utf8.DecodeRuneInString(part)
	if !unicode.IsUpper(first) {
		return false
	}
	folded := fold(part)
	inner := strings.ToLower(part[size:]) != part[size:]
	if functionWords[folded] || utf8.RuneCountInString(part) < 2 || begins && !inner && !names[folded] {
		return false
	}
	c := clue{script: latin, text: stem(folded), sound: soundOfLatin(folded)}
	return !g.known.has(c) && (inner || !everydayOf(qa.English)[c.text])
}

// numberNew reports an amount that nobody has said. One is in everything, and
// two and three are when they are written out or count what an interviewer asks
// for; ten times as much is supposed and no fact.
func (g *guard) numberNew(text string) bool {
	folded := fold(text)
	for _, a := range amounts(folded) {
		after := folded[a.end:]
		spoken := a.small() && (a.written || asksFor.MatchString(after))
		if !spoken && a.value != "1" && !supposed.MatchString(a.value+after) && !g.known.amount[a.value] {
			return true
		}
	}
	return false
}

// supposed is a scale that is only imagined: "at ten times the load".
var supposed = regexp.MustCompile(`^100?(?:倍| times )`)

var asksFor = regexp.MustCompile(`^(?:つ|点|個|番目|例|言|文|度|段階|通り)`)

// quotesNew reports a quotation whose words the candidate did not say. The
// sheet's words may be quoted too: areas and questions are.
func (g *guard) quotesNew(text string) bool {
	for _, q := range quotation.FindAllString(text, -1) {
		if !g.vouched(q, 0) || g.mostlyNew(q) {
			return true
		}
	}
	return false
}

// mostlyNew reports whether most words of a quotation are new, everyday ones too.
func (g *guard) mostlyNew(quotation string) bool {
	fresh, all := 0, clues(quotation)
	for _, c := range all {
		if !g.known.has(c) {
			fresh++
		}
	}
	return len(all) > 1 && 2*fresh > len(all)
}

var quotation = regexp.MustCompile(`「[^「」]*(?:」|$)|『[^『』]*(?:』|$)|“[^“”]*(?:”|$)|"[^"]*(?:"|$)`)

// putsIntoMouth reports that the candidate is said to have said something whose
// words are mostly not theirs.
func (g *guard) putsIntoMouth(text string) bool {
	for _, m := range reported.FindAllStringSubmatch(text, -1) {
		clause := m[1] + m[2]
		if !g.vouched(clause, 1) {
			return true
		}
	}
	return false
}

// reported is a clause that tells what somebody said.
var reported = regexp.MustCompile(`([^。！？、]*)(?:とおっしゃ|と言われ|と言いま|と話され|と述べ|とのこと|というお話|と伺い)|` +
	`(?i:\byou(?:'ve| have)?(?: just)? (?:said|mentioned|told (?:me|us)|noted|stated|claimed|explained)\b)([^.?!,;:]*)`)

// vouched reports whether the words of a text are known: all that are no everyday
// ones, or, where words may differ, most of them.
func (g *guard) vouched(text string, spare int) bool {
	fresh, all := 0, 0
	for _, c := range clues(text) {
		if c.weak || c.compound || c.script == noWord {
			continue // an amount is looked at by itself
		}
		all++
		if !g.known.has(c) {
			fresh++
		}
	}
	return fresh <= spare || spare > 0 && 2*fresh <= all
}
