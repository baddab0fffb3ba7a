package prompts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mondo/qa"
)

// saidLimit is the longest term taken up again, in characters.
const saidLimit = 24

// saidTerm is the weightiest term that stands both in what the candidate said
// and in the point, as the candidate said it; "" when there is none.
func saidTerm(said []string, point qa.KeyPoint) string {
	sheet := fold(clean(point.Text))
	best, weight := "", 0
	for _, text := range said {
		for _, term := range candidates(clean(text)) {
			if w := weigh(term); w > weight && shared(sheet, fold(term)) {
				best, weight = term, w
			}
		}
	}
	return best
}

// candidates are the pieces of a text that could be one term: its runs, the
// words that they make together, Latin phrases of up to four words, and the
// beginnings and ends of compounds in kanji.
func candidates(text string) []string {
	var all []string
	rs := runs(text)
	for i, r := range rs {
		all = append(all, text[r.start:r.end])
		if r.script == kanji {
			all = append(all, parts(text[r.start:r.end])...)
		}
		for j := i + 1; j < len(rs) && j < i+4 && adjoin(text, rs[j-1], rs[j]); j++ {
			all = append(all, text[r.start:rs[j].end])
		}
	}
	return all
}

// adjoin reports whether two runs can be in one term: they touch, or both are
// Latin with one space between.
func adjoin(text string, a, b run) bool {
	gap := text[a.end:b.start]
	return gap == "" || gap == " " && a.script == latin && b.script == latin
}

// parts are the beginnings and ends of a compound, of two characters and more.
func parts(compound string) []string {
	var all []string
	rs := []rune(compound)
	for n := 2; n < min(len(rs), saidLimit); n++ {
		all = append(all, string(rs[:n]), string(rs[len(rs)-n:]))
	}
	return all
}

// shared reports whether the sheet has the term as a word of its own, or at the
// beginning or end of a compound.
func shared(sheet, term string) bool {
	first, _ := utf8.DecodeRuneInString(term)
	last, _ := utf8.DecodeLastRuneInString(term)
	for from := 0; ; {
		i := strings.Index(sheet[from:], term)
		if i < 0 {
			return false
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(sheet[:i])
		after, _ := utf8.DecodeRuneInString(sheet[i+len(term):])
		begins, ends := scriptOf(before) != scriptOf(first), scriptOf(after) != scriptOf(last)
		if begins && ends || scriptOf(first) == kanji && (begins || ends) {
			return true
		}
		from = i + len(term)
	}
}

// leastWeight is two kanji, three katakana, two capitals or a word of four
// letters.
const leastWeight = 4

// weigh ranks terms: a kanji says as much as two letters, a name with a capital
// more than a word. 0 for what is no term to ask about.
func weigh(term string) int {
	if utf8.RuneCountInString(term) > saidLimit || weakTerm(fold(term)) {
		return 0
	}
	weight, capital, kana := 0, 0, 0
	for _, r := range term {
		switch scriptOf(r) {
		case kanji:
			weight += 2
		case katakana:
			weight, kana = weight+1, 1
		case latin:
			weight++
			if unicode.IsUpper(r) {
				capital = 2
			}
		}
	}
	if weight += capital + kana; weight < leastWeight {
		return 0
	}
	return weight
}

// weakTerm reports a term that nothing can be asked about: an amount, words
// that every answer has, or a phrase that begins or ends with a function word.
func weakTerm(folded string) bool {
	all := strings.Fields(folded)
	return len(all) == 0 || isDigit(folded[0]) || genericTerms[folded] || functionWords[all[0]] || functionWords[all[len(all)-1]]
}

// genericTerms are in every answer.
var genericTerms = wordSet(`
	経験 対応 構築 作成 使用 担当 実施 管理 利用 場合 必要 今後 自分 自身 実際 現在 以下 以上 以内 可能 内容 実績 業務 仕事 会社 理解 意識 活用 導入 整備 運用
	月末 年度 前後 最初 最後 一番 全体 毎日 毎週 毎月 今回 前回 確認 準備 関係 理由 希望 程度 予定 開始 終了 種類 同様 複数 多数 普段 日常 一人 二人 三人
	システム サービス プロジェクト チーム ケース メイン ベース レベル スキル
	work working team teams time people person system systems service services project projects company experience
	years year month months week weeks days hours minutes good better best important different first second third
	something someone everything anything really actually basically usually always want wanted think thought know knew
	job role part parts kind problem problems thing different number numbers roughly seven eight three four five`)
