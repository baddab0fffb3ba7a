package prompts

import (
	"embed"
	"regexp"
	"strings"
	"sync"

	"mondo/qa"
)

//go:embed everyday/*.txt
var everydayFiles embed.FS

// everyday are the words of a language that any interviewer says to anybody:
// those of the scripted lines, and those of everyday/. Words are folded; Latin
// ones are stems, kanji stand in pairs and singly, as in [clues].
type everyday map[string]bool

// everydayOf reads the words of a language once. The files are part of the
// program.
func everydayOf(lang qa.Lang) everyday { return everydays()[lang] }

var everydays = sync.OnceValue(func() map[qa.Lang]everyday {
	all := map[qa.Lang]everyday{}
	for _, lang := range []qa.Lang{qa.Japanese, qa.English} {
		src, err := everydayFiles.ReadFile("everyday/" + string(lang) + ".txt")
		if err != nil {
			panic(err)
		}
		e := everyday{}
		e.learn(comment.ReplaceAllString(string(src), ""))
		for _, lines := range spoken()[lang] {
			for _, t := range lines {
				e.learn(slotPattern.ReplaceAllString(t.text, " "))
			}
		}
		all[lang] = e
	}
	return all
})

var comment = regexp.MustCompile(`(?m)^#.*$`)

// learn adds the words of a text.
func (e everyday) learn(text string) {
	text = fold(text)
	for _, r := range runs(text) {
		word := text[r.start:r.end]
		switch r.script {
		case kanji:
			for _, w := range append(pairs(word), strings.Split(word, "")...) {
				e[w] = true
			}
		case katakana:
			e[word] = true
		default:
			for part := range latinParts(word) {
				e[stem(part)] = true
			}
		}
	}
	for _, m := range joinedKanji.FindAllStringSubmatch(text, -1) {
		e[m[1]+m[2]] = true
	}
}

// longestKatakana bounds the everyday words looked for in a katakana run, in
// characters.
const longestKatakana = 12

// without takes the everyday words off the ends of a katakana run:
// エスカレーションルール leaves エスカレーション, プロジェクトチーム nothing.
func (e everyday) without(word string) string {
	rs := []rune(word)
	for {
		n := e.atStart(rs)
		m := e.atEnd(rs[n:])
		rs = rs[n : len(rs)-m]
		if n+m == 0 || len(rs) == 0 {
			return string(rs)
		}
	}
}

func (e everyday) atStart(rs []rune) int {
	for n := min(len(rs), longestKatakana); n > 1; n-- {
		if e[string(rs[:n])] {
			return n
		}
	}
	return 0
}

func (e everyday) atEnd(rs []rune) int {
	for n := min(len(rs), longestKatakana); n > 1; n-- {
		if e[string(rs[len(rs)-n:])] {
			return n
		}
	}
	return 0
}
