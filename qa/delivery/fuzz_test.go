package delivery_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"mondo/qa"
	"mondo/qa/delivery"
)

func newRand() *rand.Rand { return rand.New(rand.NewPCG(7, 7)) }

// Whatever is said and whenever, nothing panics, spans are verbatim, in order
// and apart, times add up, and the same answer gives the same figures.
func FuzzMeasure(f *testing.F) {
	for _, s := range []string{
		"", "えーと、あの、その結果、在庫が、在庫が合いました。", "Um, I, I mean, you know, it was kind of slow.", "。。、、ーーー", "えーえーえーうーんんー", "3.5%の1,000,000.5.6", "ＡＢＣ１２３ｶﾞｷﾞ", "\xff\xfeえ\xe3ー", "a\u0301 が\u3099", "like like like so so you know you know", "なんかなんかなんかこうこう", "です。ます。んです", "’’'- -- — imp- important",
	} {
		f.Add(s, int64(0), int64(1500), int64(3000), int64(900), true)
		f.Add(s, int64(5000), int64(-7), int64(1<<62), int64(-1<<62), false)
	}
	tokens := delivery.Tokens()
	if err := tokens.Load(); err != nil { // ahead: one input has 10 s, and loading takes long while fuzzing
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int64, japanese bool) {
		in := delivery.Answer{Text: text, Lang: qa.English, Modality: "spoken", Budget: time.Duration(d), Speech: []delivery.Interval{{Start: a, End: b}, {Start: c, End: d}, {Start: b, End: c}}}
		if japanese {
			in.Lang = qa.Japanese
		}
		for i, w := range strings.Fields(text) {
			in.Words = append(in.Words, delivery.TimedWord{Text: w, Interval: delivery.Interval{Start: a + int64(i)*c, End: b + int64(i)*c}})
		}
		got := delivery.Measure(tokens, in)
		checkSpans(t, text, &got.Heard)
		checkVoice(t, got.Voice)
		if !reflect.DeepEqual(got, delivery.Measure(tokens, in)) {
			t.Fatal("two measures of one answer")
		}
		sum := delivery.Fold(in.Lang, []qa.Delivery{got, got})
		if sum.Answers != 2 || sum.Fillers != 2*len(got.Heard.Fillers) || sum.Words != 2*got.Heard.Words {
			t.Fatalf("%+v", sum)
		}
	})
}

func checkSpans(t *testing.T, text string, h *qa.Heard) {
	var fillers []qa.Span
	for _, f := range h.Fillers {
		fillers = append(fillers, f.Span)
	}
	for _, spans := range [][]qa.Span{fillers, h.RepeatedStarts, h.Hedges} {
		end := 0
		for _, s := range spans {
			if s.Start < end || s.End <= s.Start || s.End > len(text) || text[s.Start:s.End] != s.Text {
				t.Fatalf("%+v of %q", s, text)
			}
			end = s.End
		}
	}
	if s := h.Sentences; s != nil && (s.Count < 1 || s.Mean > s.Longest+1e-9) {
		t.Fatalf("%+v", s)
	}
	if len(h.Fillers) > h.Words && h.Words > 0 || h.Morae < 0 {
		t.Fatalf("%+v", h)
	}
}

func checkVoice(t *testing.T, v *qa.Voice) {
	if v == nil {
		return
	}
	if v.FirstWord < 0 || v.Length <= 0 || v.Speaking <= 0 || v.Speaking+v.Pauses.Total != v.Length || v.LongestRun > v.Speaking || v.Pauses.Longest > v.Pauses.Total {
		t.Fatalf("%+v", v)
	}
}

// More said can only bring more words, morae and characters, and a later end
// only a longer answer.
func TestMonotone(t *testing.T) {
	tokens := delivery.Tokens()
	made := speak(qa.Japanese, 30, 400, newRand())
	var before qa.Delivery
	for n := 1; n <= 30; n++ {
		part := made.Answer
		part.Text, part.Speech = "", made.Speech[:n]
		for i := range n {
			part.Text += phrasesOf[qa.Japanese][i%len(phrasesOf[qa.Japanese])].text
		}
		d := delivery.Measure(tokens, part)
		if n > 1 && (d.Heard.Words <= before.Heard.Words || d.Heard.Morae <= before.Heard.Morae || d.Heard.Characters <= before.Heard.Characters || len(d.Heard.Fillers) < len(before.Heard.Fillers) ||
			d.Voice.Length <= before.Voice.Length || d.Voice.Speaking <= before.Voice.Speaking || d.Voice.LongestRun < before.Voice.LongestRun || d.Voice.Pauses.Total < before.Voice.Pauses.Total) {
			t.Errorf("at %d phrases: %+v after %+v", n, d, before)
		}
		before = d
	}
}
