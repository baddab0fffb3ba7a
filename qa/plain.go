package qa

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	// politeEnding is where a polite form can be; what stands before it decides.
	politeEnding = regexp.MustCompile(`ませんでした|ました|まして|ません|ます|でした|でしょう|です`)
	// wishing is "…たいと考えております": the wish itself says it.
	wishing = regexp.MustCompile(`たいと(?:考えて|思って|願って|存じて)(?:います|おります|いる|おる)|たいと(?:思います|考えます|存じます)|たいです`)
	// requesting is a wish too: said of the wish it is お願いしたい, not お願いする.
	requesting = regexp.MustCompile(`お願い(?:し|いたし|致し)ます$`)
	// clauseEnd is what may follow an ending that is made plain.
	clauseEnd = regexp.MustCompile(`^(?:$|[。．！!]|[（(]|が[、，,]|が$|ので|から(?:[、，,]|$)|し[、，]|けれど|けど|と[、，]|ため[、，に]|ところ[、，])`)
)

// plainForm puts the polite endings of a Japanese sentence into plain form
// (行いました → 行った, 可能です → 可能) and takes its full stop off. What stands in
// quotes or brackets stays as it was said, and so does an ending whose plain form
// is not certain. Other text comes back as it is.
func plainForm(text string) string {
	if !hasKana(text) {
		return text
	}
	text = strings.TrimRight(text, "。．！! ")
	text = replaceOutside(text, wishing, func(_, _, after string) (string, int, bool) {
		return "たい", 0, clauseEnd.MatchString(after)
	})
	text = requesting.ReplaceAllString(text, "お願いしたい")
	return replaceOutside(text, politeEnding, func(before, ending, after string) (string, int, bool) {
		if ending != "まして" && !clauseEnd.MatchString(after) || ending == "まして" && !strings.HasPrefix(after, "、") {
			return "", 0, false
		}
		return plainEnding(before, ending, after)
	})
}

// replaceOutside replaces matches that stand outside brackets. replace gives the
// new text and how many bytes before the match it takes the place of.
func replaceOutside(text string, pattern *regexp.Regexp, replace func(before, match, after string) (string, int, bool)) string {
	found := pattern.FindAllStringIndex(text, -1)
	if found == nil {
		return text
	}
	var b strings.Builder
	done, depth, counted := 0, 0, 0
	for _, at := range found {
		depth += bracketDepth(text[counted:at[0]])
		counted = at[0]
		if depth > 0 {
			continue
		}
		with, back, ok := replace(text[:at[0]], text[at[0]:at[1]], text[at[1]:])
		if !ok || at[0]-back < done {
			continue
		}
		b.WriteString(text[done : at[0]-back])
		b.WriteString(with)
		done = at[1]
	}
	b.WriteString(text[done:])
	return b.String()
}

// bracketDepth is how many more brackets open in text than close.
func bracketDepth(text string) int {
	depth := 0
	for _, r := range text {
		switch r {
		case '「', '『', '（', '(', '“', '【', '《', '〈':
			depth++
		case '」', '』', '）', ')', '”', '】', '》', '〉':
			depth--
		}
	}
	return depth
}

// plainEnding makes one polite ending plain. back is how many bytes of before
// its result takes the place of.
func plainEnding(before, ending, after string) (with string, back int, ok bool) {
	switch ending {
	case "です":
		with, ok = plainCopula(before, after)
		return with, 0, ok
	case "でした":
		return "だった", 0, !endsInAdjective(before) && nounBefore(before)
	case "でしょう":
		return "だろう", 0, before != ""
	}
	if noun, found := strings.CutSuffix(before, "でござい"); found && noun != "" {
		return map[string]string{"ます": "", "ました": "だった", "ません": "ではない", "ませんでした": "ではなかった", "まして": "で"}[ending],
			len("でござい"), ending != "ます" || after == ""
	}
	stem, verb, ok := readStem(before)
	if !ok {
		return "", 0, false
	}
	switch ending {
	case "ます":
		with = verb.plain
	case "ました":
		with = verb.past
	case "ません":
		with = verb.negative
	case "ませんでした":
		with = strings.TrimSuffix(verb.negative, "い") + "かった"
	case "まして":
		with = gerund(verb.past)
	}
	return with, len(stem), with != ""
}

// gerund makes the て-form of the past: した → して, 読んだ → 読んで.
func gerund(past string) string {
	if s, ok := strings.CutSuffix(past, "た"); ok {
		return s + "て"
	}
	if s, ok := strings.CutSuffix(past, "だ"); ok {
		return s + "で"
	}
	return ""
}

// plainCopula is です without politeness: nothing at the end, だ before が.
func plainCopula(before, after string) (string, bool) {
	if before == "" {
		return "", false
	}
	atEnd := after == "" || strings.ContainsAny(after[:1], "(.!") || strings.HasPrefix(after, "。") || strings.HasPrefix(after, "（") || strings.HasPrefix(after, "！")
	explains := strings.HasSuffix(before, "の") || strings.HasSuffix(before, "ん") && !strings.HasSuffix(before, "さん")
	seems := strings.HasSuffix(before, "よう") || strings.HasSuffix(before, "そう") || strings.HasSuffix(before, "みたい")
	switch {
	case atEnd && (explains || seems):
		return "だ", true
	case atEnd:
		return "", true
	case endsInAdjective(before):
		return "", true
	case strings.HasSuffix(before, "い") && !seems:
		return "", false // 違い or 高い
	case strings.HasPrefix(after, "ので"):
		return "な", true
	}
	return "だ", true
}

func nounBefore(before string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	return before != "" && last != '、' && last != '。'
}

var adjectiveEnd = regexp.MustCompile(`(?:たい|ない|しい|やすい|にくい|づらい|がたい|っぽい|[高低多少長短早速遅良強弱近遠深浅広狭重軽若古安薄厚太細固硬暗怖辛甘赤青白黒丸濃鋭]い|よい|いい|大きい|小さい|明るい|少ない|新しい|かった)$`)

// endsInAdjective tells an i-adjective, or a verb in たい or ない form.
func endsInAdjective(before string) bool { return adjectiveEnd.MatchString(before) }
