package delivery

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"mondo/qa"
)

// japaneseHedges take back part of what is said. 「したいと思います」 does not: it
// says what one wants, and is sorted out by its place.
var japaneseHedges = regexp.MustCompile(`かもしれ(?:ません|ない)(?:けど|です)?|かもです|(?:ような|な)?気が(?:します|しています|する|して(?:い)?て)|(?:の|ん)?(?:では|じゃ)ない(?:か|かな|だろうか)と(?:思い?(?:ます|って(?:い)?ます|っており?ます|うんです))?|かなと(?:思います|思って(?:い)?ます|思うんです|は?思う)?|と思(?:います|うんです|って(?:い)?ます|っております|われます)|たぶん|多分|おそらく|恐らく|一応|いちおう|とりあえず|(?:って)?(?:いう|言う|ゆう)か|みたいな(?:感じ|ところ)|(?:という|って|な)感じです|なんとなく|何となく|ある程度`)

// wanting tells whether before ends in what one wants or means to do: 行きたい, 行こう.
func wanting(before string) bool {
	if rest, ok := strings.CutSuffix(before, "う"); ok {
		last, _ := utf8.DecodeLastRuneInString(rest)
		return strings.ContainsRune("おこそとのほもよろごぞどぼ", last)
	}
	return strings.HasSuffix(before, "たい")
}

// englishHedges take back part of what is said.
var englishHedges = phrases(`
i think
i guess
i suppose
i feel like
maybe
perhaps
probably
possibly
might
somewhat
hopefully
a little bit
a bit
more or less
i'm not sure
kind of
sort of
`)

// hedges lists what softens the answer, beside its fillers.
func (t *talk) hedges() []qa.Span {
	if t.lang == qa.Japanese {
		return t.hedgesJapanese()
	}
	var out []qa.Span
	for i := 0; i < len(t.words); i++ {
		if last, ok := t.hedgeAt(i); ok {
			out = append(out, t.span(i, last))
			i = last
		}
	}
	return out
}

func (t *talk) hedgesJapanese() []qa.Span {
	var out []qa.Span
	for _, h := range japaneseHedges.FindAllStringIndex(t.text, -1) {
		found := t.text[h[0]:h[1]]
		if strings.HasPrefix(found, "と思") && wanting(t.text[:h[0]]) {
			continue
		}
		out = append(out, qa.Span{Start: h[0], End: h[1], Text: found})
	}
	return out
}

// hedgeAt gives the last word of the English hedge that begins with word i.
func (t *talk) hedgeAt(i int) (last int, ok bool) {
	for _, p := range englishHedges {
		if !t.startsWith(i, p) {
			continue
		}
		if p[0] == "kind" || p[0] == "sort" {
			return i + len(p) - 1, !t.words[i].filler && (i == 0 || !kindBefore[t.words[i-1].key])
		}
		return i + len(p) - 1, true
	}
	return 0, false
}
