package prompts

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"mondo/qa"
)

func TestTargetLine(t *testing.T) {
	thread := nurseThread(t)
	const says = "引き継ぎについてはいかがですか。"
	for name, c := range map[string]struct {
		reply  string
		target int
	}{
		"as asked":           {"T2\n" + says, 2},
		"blank line":         {"\n T2 \n\n" + says, 2},
		"colon":              {"T2: " + says, 2},
		"full width":         {"Ｔ２：" + says, 2},
		"brackets":           {"【T2】" + says, 2},
		"bold":               {"**T2**\n" + says, 2},
		"named":              {"Target: T2\n" + says, 2},
		"named in Japanese":  {"対象：T2\n" + says, 2},
		"fence":              {"```\nT2\n" + says + "\n```", 2},
		"fence of a kind":    {"```text\nT2\n" + says + "```", 2},
		"small":              {"t2\n" + says, 2},
		"none":               {says, 1},
		"unknown":            {"T9\n" + says, 1},
		"zero":               {"T0\n" + says, 1},
		"speaker":            {"T2\n面接官：" + says, 2},
		"speaker only":       {"質問：" + says, 1},
		"line names":         {"1行目: T2\n2行目: " + says, 2},
		"quoted":             {"T2\n「" + says + "」", 2},
		"all quoted":         {"「T2\n" + says + "」", 2},
		"straight quotes":    {"T2\n\"" + says + "\"", 2},
		"carriage returns":   {"T2\r\n" + says + "\r\n", 2},
		"zero-width letters": {"T2\n" + "引き\u200b継ぎ\u2060については\ufeffいかがですか。", 2},
	} {
		t.Run(name, func(t *testing.T) {
			shown, target, err := readInPieces(thread.reader(), c.reply, 1)
			if err != nil || shown != says {
				t.Errorf("%q, %v; want %q", shown, err, says)
			}
			if want := thread.in.Brief.Candidates[c.target-1].KeyPoint.ID; target != want {
				t.Errorf("target %s, want %s", target, want)
			}
		})
	}
}

func TestReaderKeepsQuotations(t *testing.T) {
	thread := nurseThread(t)
	for _, says := range []string{
		"「仮眠を交代で取って」とおっしゃいましたが、実際にはどう回していますか。",
		"「仮眠を交代で取って」、これはどういう意味ですか。",
	} {
		if shown, _, err := readInPieces(thread.reader(), "T1\n"+says, 1); err != nil || shown != says {
			t.Errorf("%q, %v; want %q", shown, err, says)
		}
	}
}

// TestReaderEnds holds what a reply is that is cut off, empty or endless.
func TestReaderEnds(t *testing.T) {
	thread := nurseThread(t)
	for name, c := range map[string]struct {
		reply string
		want  Breach
	}{
		"nothing":              {"", Empty},
		"only a target":        {"T2", Empty},
		"only a target line":   {"T2\n", Empty},
		"white space":          {" \n　", Empty},
		"cut in a sentence":    {"T1\n引き継ぎについて", NoQuestion},
		"cut in a character":   {"T1\n引き継ぎについてはいかがです\xe3\x81", NoQuestion},
		"endless word":         {"T1\n" + strings.Repeat("監", 5000), TooLong},
		"endless Latin":        {"T1\n" + strings.Repeat("a", 5000), TooLong},
		"endless markup":       {"T1\n" + strings.Repeat("*` ", 5000), Empty},
		"endless digits":       {"T1\nはい、" + strings.Repeat("1", 5000), TooLong},
		"open quotation":       {"T1\nはい、「" + strings.Repeat("仮眠", 500), TooLong},
		"endless white space":  {"T1\n" + strings.Repeat(" \n", 5000), Empty},
		"bytes that are noise": {"T1\n\xff\xfe\x00", Empty},
	} {
		_, _, err := readInPieces(thread.reader(), c.reply, 7)
		var got Breach
		if !errors.As(err, &got) || got != c.want {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	english := followUpSample(t, qa.English, qa.Neutral)
	english.Brief.Target = english.Brief.Question.KeyPoints[0]
	if _, _, err := readInPieces(NewFollowUpReader(english), "T1\n"+strings.Repeat("a", 5000), 7); !errors.Is(err, TooLong) {
		t.Errorf("an endless English word: %v, want %v", err, TooLong)
	}
}

// TestReaderIsFinal holds that a breach stays, whatever comes behind it.
func TestReaderIsFinal(t *testing.T) {
	r := NewFollowUpReader(nurseThread(t).in)
	if _, err := r.Write("T1\n申し送りは、どうですか。"); !errors.Is(err, GivesAway) {
		t.Fatalf("%v, want %v", err, GivesAway)
	}
	if shown, err := r.Write("引き継ぎは？"); shown != "" || !errors.Is(err, GivesAway) {
		t.Errorf("after a breach: %q, %v", shown, err)
	}
	if shown, err := r.Close(); shown != "" || !errors.Is(err, GivesAway) {
		t.Errorf("closed after a breach: %q, %v", shown, err)
	}
}

// TestReaderOnAnyPieces holds that what is shown, or the breach, does not depend
// on how a reply comes in, and that all of a reply is shown.
func TestReaderOnAnyPieces(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range readGuardCases(t) {
		for _, s := range c.says {
			reply := "T1\n" + s.text
			whole, wholeErr := readWhole(c.reader(), reply)
			if wholeErr == nil && whole != s.text {
				t.Errorf("%s.txt:%d: shown %q of %q", c.name, s.line, whole, s.text)
			}
			size := 1 + random.IntN(7)
			if shown, _, err := readInPieces(c.reader(), reply, size); shown != whole || err != wholeErr {
				t.Errorf("%s.txt:%d: in pieces of %d %q, %v; whole %q, %v", c.name, s.line, size, shown, err, whole, wholeErr)
			}
		}
	}
}

// TestNoSecretIsShown holds the promise of holding back: of a follow-up that
// gives something away, what was shown before does not.
func TestNoSecretIsShown(t *testing.T) {
	for _, c := range readGuardCases(t) {
		for _, s := range c.says {
			if s.breach != GivesAway {
				continue
			}
			r, shown := c.reader(), ""
			for _, b := range []byte("T1\n" + s.text) {
				more, err := r.Write(string([]byte{b}))
				if shown += more; err != nil {
					break
				}
			}
			if c.givesAway(fold(shown), clues(shown)) {
				t.Errorf("%s.txt:%d: shown before it was withdrawn: %q", c.name, s.line, shown)
			}
		}
	}
}

// mostHeld is how many characters may be held back at the median: about a word.
var mostHeld = map[qa.Lang]int{qa.Japanese: 3, qa.English: 6}

// TestHeldBack measures how much of a follow-up is held back while it streams,
// after every character.
func TestHeldBack(t *testing.T) {
	held := map[qa.Lang][]int{}
	for _, c := range readGuardCases(t) {
		for _, s := range c.says {
			if s.breach != "" {
				continue
			}
			r, shown := c.reader(), 0
			if _, err := r.Write("T1\n"); err != nil {
				t.Fatal(err)
			}
			for i, char := range []rune(s.text) {
				more, err := r.Write(string(char))
				if err != nil {
					break // TestGuard says so
				}
				shown += utf8.RuneCountInString(more)
				held[c.in.Lang] = append(held[c.in.Lang], i+1-shown)
			}
		}
	}
	for lang, counts := range held {
		slices.Sort(counts)
		at := func(share float64) int { return counts[int(share*float64(len(counts)-1))] }
		t.Logf("%s: held back %d characters at the median, %d at 9 of 10, %d at 99 of 100, %d at most", lang, at(0.5), at(0.9), at(0.99), at(1))
		if at(0.5) > mostHeld[lang] {
			t.Errorf("%s: %d characters are held back at the median, want %d at most", lang, at(0.5), mostHeld[lang])
		}
	}
}

// readInPieces reads a reply in pieces of so many bytes.
func readInPieces(r *FollowUpReader, reply string, size int) (shown, target string, err error) {
	for piece := range slices.Chunk([]byte(reply), size) {
		more, err := r.Write(string(piece))
		if err != nil {
			return "", r.Target().KeyPoint.ID, err
		}
		shown += more
	}
	more, err := r.Close()
	if err != nil {
		return "", r.Target().KeyPoint.ID, err
	}
	return shown + more, r.Target().KeyPoint.ID, nil
}

// nurseThread is a thread to read replies in.
func nurseThread(t *testing.T) guardCase {
	t.Helper()
	c, err := readGuardCase("testdata/guard/nurse-ja.txt")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// FuzzFollowUpReader feeds any reply in any pieces: the same is shown or the same
// breach found, and what is shown is what the guard lets pass.
func FuzzFollowUpReader(f *testing.F) {
	cases := readGuardCases(f)
	for i, c := range cases {
		for _, s := range c.says[:4] {
			f.Add("T1\n"+s.text, uint8(i), uint8(3))
		}
	}
	f.Add("```\nT2:「なるほど。」\n\"", uint8(0), uint8(1))
	f.Add("“Well”, \"so\" '…' [T1] T1", uint8(1), uint8(2))
	f.Fuzz(func(t *testing.T, reply string, which, size uint8) {
		c := cases[int(which)%len(cases)]
		whole, wholeErr := readWhole(c.reader(), reply)
		shown, _, err := readInPieces(c.reader(), reply, int(size)%9+1)
		if shown != whole || err != wholeErr {
			t.Fatalf("whole %q, %v; in pieces %q, %v", whole, wholeErr, shown, err)
		}
		if wholeErr == nil {
			if err := c.inspect(whole, true); err != nil {
				t.Fatalf("shown, though %v: %q", err, whole)
			}
		}
	})
}

// BenchmarkFollowUpReader reads one follow-up, character by character.
func BenchmarkFollowUpReader(b *testing.B) {
	for _, c := range readGuardCases(b)[6:8] {
		reply := "T1\n" + c.says[0].text
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := readInPieces(c.reader(), reply, 3); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(c.name+"/new", func(b *testing.B) {
			for b.Loop() {
				NewFollowUpReader(c.in)
			}
		})
	}
}
