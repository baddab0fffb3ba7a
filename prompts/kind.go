package prompts

import (
	"regexp"

	"mondo/qa"
)

// kind is what a question is after. It decides what one can sensibly ask on.
type kind string

const (
	deed   kind = "deed"   // what the person did: when, how much, what was hard
	motive kind = "motive" // why, what for, what next
	view   kind = "view"   // anything else: differences, principles, knowledge
)

var (
	motiveJapanese = regexp.MustCompile(`なぜ|どうして|理由|動機|志望|興味|関心|きっかけ|キャリア|将来|今後|年後|目標|習得したい|学びたい|やりたい|希望|ビジョン|長所|短所|強み|弱み|大切にして|入社(?:したら|後)|これからの`)
	deedJapanese   = regexp.MustCompile(`経験|経歴|職歴|自己紹介|実績|担当|携わ|取り組ん|エピソード|失敗|成功|苦労|ヒヤリハット|これまで|役割|プロジェクト|[たん]だ?ことは?ありますか|したこと`)
	storyEnglish   = regexp.MustCompile(`(?i)\b(tell me|talk) about an? |\b(a|any) time\b|\bincident|\bmistake|\bfailure|\bproudest|\bhave you ever|\bdid you\b`)
	motiveEnglish  = regexp.MustCompile(`(?i)\bwhy\b|\bcareer|\bmotivat|\bgoal|\byears?' time|\bin (five|ten|three|\d+) years|\blooking for|\bhope to|\bwant to|\bstrength|\bweakness|\bleaving|\binterests? you`)
	deedEnglish    = regexp.MustCompile(`(?i)\bexperience|\bproject|\bachiev|\bworked\b|\bbuilt\b|\bbackground\b|\brole\b`)
)

// kindOf tells the kind of a question from its words.
func kindOf(text string) kind {
	switch languageOf(text) {
	case qa.Japanese:
		switch {
		case motiveJapanese.MatchString(text):
			return motive
		case deedJapanese.MatchString(text):
			return deed
		}
	default:
		switch {
		case storyEnglish.MatchString(text):
			return deed
		case motiveEnglish.MatchString(text):
			return motive
		case deedEnglish.MatchString(text):
			return deed
		}
	}
	return view
}

// languageOf tells Japanese from anything else by its characters.
func languageOf(text string) qa.Lang {
	for _, r := range text {
		if s := scriptOf(r); s == kanji || s == katakana || 'ぁ' <= r && r <= 'ん' {
			return qa.Japanese
		}
	}
	return qa.English
}
