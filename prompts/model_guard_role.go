package prompts

import (
	"regexp"
	"strings"
	"unicode"

	"mondo/qa"
)

// breaksRole reports whether a folded text speaks as no interviewer would: as a
// model, of a prompt, in markup, of marks.
func (g *guard) breaksRole(folded string) bool {
	if g.word != "" && strings.Contains(folded, g.word) || neverSaid.MatchString(folded) || g.recites(folded) {
		return true
	}
	if g.coach {
		return strings.ContainsAny(folded, "{}<>")
	}
	for _, m := range outOfRole.FindAllString(folded, -1) {
		if !strings.Contains(g.known.text, m) {
			return true
		}
	}
	return false
}

// neverSaid is out of role whatever the sheet is about.
var neverSaid = regexp.MustCompile(`aiとして|言語モデルとして|aiなので|aiですので|私はai|as an ai\b|as a (?:large )?language model|i(?:'m| am) an? (?:ai|language model|assistant|llm)\b|` +
	`システムプロンプト|system prompt|my (?:instructions|prompt|rules|guidelines)\b|私への指示|(?:与えられた|受けた)指示|` +
	`==|<\||\|>|</|"(?:targets?|content|reason|area|who|text|question|conversation)" ?:|` +
	`点満点|\d+ ?/ ?(?:10|100|5)\b|\d+ ?(?:%|percent|パーセント|割) ?(?:covered|correct|complete|ほど(?:正解|言え|話せ|カバー)|(?:正解|カバー|達成|言えて|話せて|の出来|の完成度))|採点|` +
	`(?:\d+|[一二三四五六七八九十]+)点(?:です|ですね|といった|くらい|ほど|を(?:つけ|差し上げ))|\bi(?:'d| would|'ll| will)? (?:give|score|grade|rate) (?:you|that|this|it|your)\b|\b(?:your|the) (?:score|grade|mark) (?:is|was|would)\b|` +
	`(?:正解|不正解|合格|不合格|満点)(?:です|でした|ですね|と(?:します|言え)|ではあり|とは言え)|\b(?:in)?correct answer\b|\bthat(?:'s| is) (?:in)?correct\b|\bpartial(?:ly)? (?:correct|covered|credit)\b|` +
	`\bpass(?:es|ed)? (?:the|this) (?:interview|question)\b|(?:お答え|回答|答え)は?(?:正解|不正解|合格|不合格)|評価(?:します|いたします|すると|としては)|` +
	`(?:needs|cannot|can't|can not|not able to|unable to) (?:help|assist|comply|answer)(?: you)?(?: with)? (?:that|this)|お手伝いできません|お答えできません|回答できません`)

// outOfRole is out of role unless the sheet or the candidate speaks of it: whoever
// builds language models is asked about prompts.
var outOfRole = regexp.MustCompile(`プロンプト|言語モデル|チャットボット|json|\bai\b|システムメッセージ|キーポイント|模範解答|モデル回答|想定問答|想定回答|候補者|面接官として|深掘りの質問|フォローアップ質問|ターゲット|` +
	`\bprompts?\b|language model|chatbot|system message|\bkey points?\b|model answer|\bthe candidate\b|\bfollow-up question\b|\bas (?:an|the|your) interviewer\b|\btargets? t?\d|\bt\d\b|[{}<>\\|]|\bnonce\b`)

// Pieces of the prompt that are looked for in what is said: letters in Japanese,
// words in English. Shorter ones are said by chance.
const (
	pieceJapanese = 14
	pieceEnglish  = 8
)

// piecesOf cuts a text into all its overlapping pieces.
func piecesOf(lang qa.Lang, folded string) map[string]bool {
	all := map[string]bool{}
	eachPiece(lang, folded, func(p string) bool {
		all[p] = true
		return true
	})
	return all
}

// eachPiece calls do for every piece until it returns false.
func eachPiece(lang qa.Lang, folded string, do func(string) bool) {
	if lang == qa.Japanese {
		rs := []rune(strings.Map(lettersOnly, folded))
		for i := 0; i+pieceJapanese <= len(rs); i++ {
			if !do(string(rs[i : i+pieceJapanese])) {
				return
			}
		}
		return
	}
	fields := plainWords(folded)
	for i := 0; i+pieceEnglish <= len(fields); i++ {
		if !do(strings.Join(fields[i:i+pieceEnglish], " ")) {
			return
		}
	}
}

func lettersOnly(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return -1
}

// recites reports whether a folded text has a piece of the prompt.
func (g *guard) recites(folded string) bool {
	found := false
	eachPiece(g.lang, folded, func(p string) bool {
		found = g.prompt[p]
		return !found
	})
	return found
}
