package coverage

import (
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/ikawaha/kagome-dict/ipa"
	"github.com/ikawaha/kagome/v2/tokenizer"
)

// Tokenizer cuts Japanese into words. The dictionary takes 0.6 s and 110 MB, so
// it is loaded on the first Japanese text, or ahead of it by [Tokenizer.Load].
// Safe for concurrent use.
type Tokenizer struct {
	once  sync.Once
	ready atomic.Bool
	err   error
	t     *tokenizer.Tokenizer
}

// NewTokenizer returns a tokenizer that has loaded nothing yet.
func NewTokenizer() *Tokenizer { return &Tokenizer{} }

// Load loads the dictionary, once; later and concurrent calls wait for the
// first. An error means that Japanese is cut by script alone from then on.
func (t *Tokenizer) Load() error {
	t.once.Do(func() {
		tk, err := tokenizer.New(ipa.Dict(), tokenizer.OmitBosEos())
		if err != nil {
			t.err = fmt.Errorf("load the Japanese dictionary: %w", err)
			return
		}
		t.t = tk
		t.ready.Store(true)
	})
	return t.err
}

// Ready reports whether the dictionary is loaded.
func (t *Tokenizer) Ready() bool { return t.ready.Load() }

// wordClass is a part of speech, as coarse as scoring needs it.
type wordClass uint8

const (
	classOther    wordClass = iota
	classNoun               // also what stands for one
	classAction             // a noun that する turns into a verb (確認)
	className               // a proper noun
	classSuffix             // 化, 的, 者: says little by itself
	classVerb               // with a meaning of its own
	classAdj                // 高い, 静か
	classAdverb             // also adverbial nouns
	classParticle           // は, を, から
	classAux                // た, ない, です; also dependent verbs and nouns (こと, いる)
	classPronoun
	classConj
	classFiller
	classLatin // a word of a script with spaces
	classMark  // punctuation
)

// morph is one word of a text.
type morph struct {
	start, end int32 // runes
	class      wordClass
	base       string // dictionary form; the surface where there is none
	read       string // katakana, "" when the dictionary knows none
	joining    bool   // a particle that joins clauses (接続助詞)
}

// Runs of one script are cut at this many runes before they reach the
// dictionary, whose time grows with their square. No word is longer.
const maxRun = 32

// maxPiece is how many runes go through the dictionary at once.
const maxPiece = 800

// japanese appends the words of r[i:j], a run of Japanese script, to out.
func (t *Tokenizer) japanese(r []rune, i, j int, out []morph) []morph {
	if t == nil || t.Load() != nil {
		return byScript(r, i, j, out)
	}
	for i < j {
		e := pieceEnd(r, i, j)
		out = t.piece(r, i, e, out)
		i = e
	}
	return out
}

// pieceEnd finds where to cut r[i:j] so that no piece and no run of one script
// in it is too long.
func pieceEnd(r []rune, i, j int) int {
	run := 0
	for k := i; k < j; k++ {
		if k > i && script(r[k]) == script(r[k-1]) {
			run++
		} else {
			run = 1
		}
		if run > maxRun || k-i >= maxPiece && script(r[k]) != script(r[k-1]) {
			return k
		}
	}
	return j
}

func script(c rune) int {
	switch {
	case isHiragana(c):
		return 1
	case isKatakana(c):
		return 2
	}
	return 3
}

func (t *Tokenizer) piece(r []rune, i, j int, out []morph) []morph {
	pos := i
	for _, tok := range t.t.Analyze(string(r[i:j]), tokenizer.Normal) {
		n := 0
		for range tok.Surface {
			n++
		}
		out = joinParts(r, out, toMorph(tok, pos, pos+n))
		pos += n
	}
	return out
}

// shortKatakana is the length up to which a piece of katakana is taken for a
// part of the word before it. The dictionary knows few loan words and cuts
// クラウド into クラ and ウド.
const shortKatakana = 3

// joinParts appends m, or makes one word of it and the katakana or the polite
// prefix (貴院, 御社) before it.
func joinParts(r []rune, out []morph, m morph) []morph {
	n := len(out)
	if n > 0 && out[n-1].end == m.start && politePrefix(r, &out[n-1]) && m.end-m.start <= 2 && isHan(r[m.start]) {
		p := &out[n-1]
		p.end, p.read, p.class = m.end, "", classNoun
		p.base = string(r[p.start:p.end])
		return out
	}
	if n == 0 || out[n-1].end != m.start || !allKatakana(r[m.start:m.end]) {
		return append(out, m)
	}
	p := &out[n-1]
	if !allKatakana(r[p.start:p.end]) || m.end-m.start > shortKatakana && p.end-p.start > shortKatakana {
		return append(out, m)
	}
	p.end, p.read, p.class = m.end, "", classNoun
	p.base = string(r[p.start:p.end])
	return out
}

func politePrefix(r []rune, m *morph) bool {
	if m.end-m.start != 1 {
		return false
	}
	switch r[m.start] {
	case '貴', '御', '当', '弊':
		return true
	}
	return false
}

func allKatakana(r []rune) bool {
	for _, c := range r {
		if !isKatakana(c) {
			return false
		}
	}
	return len(r) > 0
}

// Where the IPA dictionary keeps what we want, among a token's features.
const (
	featClass = 0
	featSub   = 1
	featBase  = 6
	featRead  = 7
)

func toMorph(tok tokenizer.Token, start, end int) morph {
	m := morph{start: int32(start), end: int32(end), base: tok.Surface}
	class, _ := tok.FeatureAt(featClass)
	sub, _ := tok.FeatureAt(featSub)
	m.class = classify(class, sub)
	m.joining = sub == "接続助詞"
	if tok.Class == tokenizer.KNOWN {
		if b, ok := tok.FeatureAt(featBase); ok && b != "*" && b != "" {
			m.base = b
		}
		if y, ok := tok.FeatureAt(featRead); ok && y != "*" {
			m.read = y
		}
	}
	return m
}

// classify maps IPA parts of speech to ours.
func classify(class, sub string) wordClass {
	switch class {
	case "名詞":
		return classifyNoun(sub)
	case "動詞":
		if sub == "自立" {
			return classVerb
		}
		return classAux
	case "形容詞":
		if sub == "自立" {
			return classAdj
		}
		return classAux
	case "副詞":
		return classAdverb
	case "助詞":
		return classParticle
	case "助動詞":
		return classAux
	case "接続詞":
		return classConj
	case "連体詞":
		return classPronoun
	case "感動詞", "フィラー":
		return classFiller
	case "接頭詞":
		return classSuffix
	case "記号":
		return classMark
	}
	return classOther
}

func classifyNoun(sub string) wordClass {
	switch sub {
	case "サ変接続":
		return classAction
	case "固有名詞":
		return className
	case "接尾":
		return classSuffix
	case "非自立", "特殊", "動詞非自立的":
		return classAux
	case "代名詞":
		return classPronoun
	case "形容動詞語幹", "ナイ形容詞語幹":
		return classAdj
	case "副詞可能":
		return classAdverb
	case "接続詞的":
		return classConj
	}
	return classNoun
}

// byScript cuts Japanese where the script changes: what is left to do without a
// dictionary.
func byScript(r []rune, i, j int, out []morph) []morph {
	for i < j {
		k := i + 1
		for k < j && script(r[k]) == script(r[i]) {
			k++
		}
		m := morph{start: int32(i), end: int32(k), base: string(r[i:k]), class: classNoun}
		if script(r[i]) == 1 {
			m.class = classParticle
		}
		out = append(out, m)
		i = k
	}
	return out
}
