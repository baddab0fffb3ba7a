package eval

import (
	"strings"
	"unicode"
)

// yardsticks measure two very simple scorers on the same answers: always the
// commonest label, and the share of the key point's words that the answer has
// (pairs of characters in Japanese) against one threshold, the best for these
// very answers. A scorer that does no better knows nothing.
func yardsticks(answers []answer) map[string]Figures {
	if len(answers) == 0 {
		return nil
	}
	return map[string]Figures{"majority": majority(answers), "overlap": overlap(answers)}
}

func majority(answers []answer) Figures {
	var n [3]int
	for i := range answers {
		for _, p := range answers[i].pairs {
			n[p.want]++
		}
	}
	best := 0
	for l, x := range n {
		if x > n[best] {
			best = l
		}
	}
	return figures(relabel(answers, func(int, int) int { return best }))
}

// overlap tries every hundredth as the threshold of covered and keeps the best accuracy.
func overlap(answers []answer) Figures {
	shares := make([][]float64, len(answers))
	for i := range answers {
		said := pieces(answers[i].line.Answer)
		for _, k := range answers[i].line.KeyPoints {
			if _, ok := answers[i].line.Labels[k.ID]; ok {
				shares[i] = append(shares[i], recall(pieces(k.Text), said))
			}
		}
	}
	var best Figures
	for t := 1; t <= 100; t++ {
		f := figures(relabel(answers, func(i, j int) int {
			if shares[i][j]*100 >= float64(t) {
				return 2
			}
			return 0
		}))
		if f.Accuracy > best.Accuracy {
			best = f
		}
	}
	return best
}

// relabel gives every pair another verdict.
func relabel(answers []answer, label func(answer, pair int) int) []answer {
	out := make([]answer, len(answers))
	for i := range answers {
		out[i] = answer{line: answers[i].line, want: answers[i].want}
		for j, p := range answers[i].pairs {
			p.got = label(i, j)
			out[i].pairs = append(out[i].pairs, p)
			out[i].got += float64(p.got) / 2 / float64(len(answers[i].pairs))
		}
	}
	return out
}

// pieces are the words of a text, and the pairs of neighbouring characters where
// there are no spaces between words.
func pieces(s string) map[string]bool {
	out := map[string]bool{}
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			out[word.String()] = true
			word.Reset()
		}
	}
	prev := rune(0)
	for _, c := range strings.ToLower(s) {
		cjk := unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) || c == 'ー'
		switch {
		case cjk:
			flush()
			if prev != 0 {
				out[string([]rune{prev, c})] = true
			}
			prev = c
			continue
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			word.WriteRune(c)
		default:
			flush()
		}
		prev = 0
	}
	flush()
	return out
}

func recall(want, said map[string]bool) float64 {
	if len(want) == 0 {
		return 0
	}
	n := 0
	for w := range want {
		if said[w] {
			n++
		}
	}
	return float64(n) / float64(len(want))
}
