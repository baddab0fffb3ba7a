package delivery

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// hesitationSounds are the sounds that Japanese speakers fill time with, as
// recognisers write them. What is a word without its long vowel (その, あの, うん)
// must have it.
var hesitationSounds = regexp.MustCompile(`え[ー〜～]+っ?と[ー〜～]*|え[ぇえ]?っ?と[ー〜～]*|え[ー〜～]+|あの[ー〜～ぉう][ー〜～]*|その[ー〜～ぉ][ー〜～]*|う[ー〜～]+ん?[ー〜～]*と?[ー〜～]*|ん[ー〜～]+と?[ー〜～]*|んっ?と[ー〜～]*|あ[ー〜～]+`)

// japaneseHesitations lists the hesitations of a text by their bytes.
func japaneseHesitations(text string) [][]int {
	all := hesitationSounds.FindAllStringIndex(text, -1)
	n := 0
	for _, h := range all {
		if standsAlone(text, h[0], h[1]) {
			all[n] = h
			n++
		}
	}
	return all[:n]
}

// drawnBefore are kana whose own long vowel it may be: ねえー, まあー, そうー, なんー.
var drawnBefore = map[rune]string{
	'え': "えねへげめぇ", 'あ': "あかさなはまわやぁゃ", 'う': "うそこともよろふほどぅゅょ", 'ん': "さなうも",
}

// standsAlone tells a hesitation from the same kana inside a word: 答えと, ねえー,
// なんと, あのうち.
func standsAlone(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	first, size := utf8.DecodeRuneInString(text[start:])
	found := text[start:end]
	switch long := strings.ContainsAny(found, "ー〜～"); {
	case strings.HasSuffix(found, "のう"):
		return !isJapanese(after)
	case long && strings.ContainsAny(found[size:], "んとの"):
		return true
	case long:
		return !strings.ContainsRune(drawnBefore[first], before)
	case strings.Contains(found, "っ"):
		return !isKanji(before)
	case strings.HasPrefix(found, "あの"), strings.HasPrefix(found, "その"): // あのぉ
		return true
	}
	return !isJapanese(before)
}

// hesitationWord is an English sound that fills time, in lower case.
var hesitationWord = regexp.MustCompile(`^(?:u+m+|u+h+m*|e+r+m+|er|a+h+m+|h+m+|mm+)$`)

// englishHesitation tells whether a Latin word is a hesitation, given how it
// stands, what follows and what came before it. ER is a ward, 5 mm a length,
// uh-huh a yes.
func englishHesitation(word, rest string, before []word) bool {
	if len(word) > 12 || !hesitationWord.MatchString(strings.ToLower(word)) {
		return false
	}
	if len(word) > 1 && word == strings.ToUpper(word) {
		return false
	}
	if strings.HasPrefix(rest, "-h") || strings.HasPrefix(rest, "-u") || strings.HasPrefix(rest, "-m") {
		return false
	}
	return len(before) == 0 || before[len(before)-1].kind != number || !strings.HasPrefix(strings.ToLower(word), "mm")
}
