package delivery

import (
	"strings"

	"mondo/qa"
)

// cutSentences marks where sentences end: at full stops, or, where a recogniser
// writes none, behind です and ます that nothing continues.
func (t *talk) cutSentences() {
	next := 0
	for _, end := range qa.SentenceEnds(t.text) {
		for next < len(t.words) && t.words[next].Start < end {
			next++
		}
		if next < len(t.words) {
			t.words[next].cut = cutStop
		}
	}
	t.ended = strings.ContainsAny(t.text, "。！？!?") || endsWithStop(t.text)
	for i := range t.words {
		t.ended = t.ended || t.words[i].cut == cutStop
	}
	if !t.ended && t.lang == qa.Japanese {
		t.cutPolite()
	}
}

func endsWithStop(text string) bool {
	text = strings.TrimRight(text, " \n　\"'”’)」）")
	return strings.HasSuffix(text, ".") || strings.HasSuffix(text, "．")
}

// cutPolite ends sentences at their polite endings.
func (t *talk) cutPolite() {
	for i := range t.words {
		if !t.politeEnd(i) || t.interjected(i) {
			continue
		}
		j := i + 1
		for j < len(t.words) && t.words[j].key != "が" && finalParticle(&t.words[j]) {
			j++
		}
		t.ended = true
		if j < len(t.words) && !continues(&t.words[j]) {
			t.words[j].cut = cutStop
		}
	}
}

// interjected tells a です that only holds the listener: 秋にですね、.
func (t *talk) interjected(i int) bool {
	return i > 0 && t.words[i].key == "です" && (t.words[i-1].Detail == "格助詞" || t.words[i-1].Detail == "係助詞")
}

// politeEnd tells whether word i ends です or ます in a form that can end a sentence.
func (t *talk) politeEnd(i int) bool {
	w := &t.words[i]
	before := ""
	if i > 0 {
		before = t.words[i-1].key
	}
	switch {
	case w.key == "ください", w.key == "下さい":
		return true
	case w.Part != "助動詞":
		return false
	}
	switch w.key {
	case "です", "ます":
		return true
	case "た":
		return before == "まし" || before == "でし"
	case "ん":
		return before == "ませ"
	case "う":
		return before == "ましょ" || before == "でしょ"
	}
	return false
}

// finalParticle tells particles that stand behind a sentence's predicate: ね, よ, か.
func finalParticle(w *word) bool {
	return w.cut < cutGap && w.Part == "助詞" && (w.Detail == "終助詞" || w.Detail == "副助詞／並立助詞／終助詞")
}

// continues tells whether a word goes on with the predicate before it: けど, んです.
func continues(w *word) bool {
	return w.Part == "助詞" || w.Part == "助動詞" || w.Part == "名詞" && (w.Detail == "非自立" || w.Detail == "接尾")
}

// sentences calls f with the first and the last word of each sentence.
func (t *talk) sentences(f func(i, last int) bool) {
	for i := 0; i < len(t.words); {
		last := i
		for last+1 < len(t.words) && t.words[last+1].cut < cutStop {
			last++
		}
		if !f(i, last) {
			return
		}
		i = last + 1
	}
}

// sentenceFigures counts and measures sentences, nil when their ends are not known.
func (t *talk) sentenceFigures() *qa.Sentences {
	if !t.ended || len(t.words) == 0 {
		return nil
	}
	out, total := &qa.Sentences{}, 0.0
	t.sentences(func(i, last int) bool {
		length := float64(last - i + 1)
		if t.lang == qa.Japanese {
			length = qa.SpokenCharacters(t.text[t.words[i].Start:t.words[last].End])
		}
		out.Count++
		total += length
		out.Longest = max(out.Longest, length)
		return true
	})
	out.Mean = total / float64(out.Count)
	return out
}

// endings counts sentences by how they end, nil when that is not known.
func (t *talk) endings() *qa.Endings {
	if !t.ended || !t.known || len(t.words) == 0 {
		return nil
	}
	out := &qa.Endings{}
	t.sentences(func(i, last int) bool {
		switch k := t.predicate(i, last); {
		case k < i:
			out.Other++
		case t.politeEnd(k):
			out.Polite++
		case t.plainEnd(k):
			out.Plain++
		default:
			out.Other++
		}
		return true
	})
	return out
}

// predicate is the word that ends the predicate of a sentence, before what may
// follow it: けど, ので, ね. It is i-1 when nothing is left.
func (t *talk) predicate(i, last int) int {
	for last >= i {
		w := &t.words[last]
		trailing := w.Part == "助詞" && (w.Detail == "終助詞" || w.Detail == "副助詞／並立助詞／終助詞" || afterPredicate[w.key])
		if !trailing && w.kind != hesitation && !w.filler {
			break
		}
		last--
	}
	return last
}

// afterPredicate are conjunctions at the end of a sentence that is left open.
var afterPredicate = wordSet("けど けれど けれども が から ので のに し")

// plainEnd tells whether word k ends a predicate in the plain form.
func (t *talk) plainEnd(k int) bool {
	w := &t.words[k]
	switch w.Part {
	case "動詞", "形容詞":
		return w.key == w.Base
	case "助動詞":
		return w.key == w.Base || w.key == "う"
	}
	return false
}
