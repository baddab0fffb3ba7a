package speech

import (
	"bytes"
	"encoding/json"
	"math"
	"mime"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Transcript is what was recognised.
type Transcript struct {
	Text string
	// Phrases and Words have times when the server gives some; both may be empty.
	Phrases []Phrase
	Words   []Word
}

// Word is one word as the recogniser writes it, with its time in the recording.
type Word struct {
	Text       string
	Start, End time.Duration
}

// Phrase is a stretch of the transcript, mostly a sentence.
type Phrase struct {
	Text       string
	Start, End time.Duration
	// nobody is how sure Whisper is that nobody speaks, 0 to 1, and doubt how
	// little it believes its words: minus their mean log-probability.
	nobody, doubt float64
}

// answer is what servers send, all of them together.
type answer struct {
	Text     *string           `json:"text"`
	Duration number            `json:"duration"` // vLLM: a string
	Words    readable[spoken]  `json:"words"`    // OpenAI, speaches
	Segments readable[stretch] `json:"segments"`
	Error    json.RawMessage   `json:"error"` // whisper.cpp: with 200
}

type stretch struct {
	spoken
	Words   readable[spoken] `json:"words"` // whisper.cpp
	Nobody  number           `json:"no_speech_prob"`
	LogProb number           `json:"avg_logprob"`
}

type spoken struct {
	Text  string `json:"text"`
	Word  string `json:"word"`
	Start number `json:"start"`
	End   number `json:"end"`
}

// readable is a list, or nothing when the server's cannot be read: what stands
// beside the text must not cost the text.
type readable[T any] []T

func (r *readable[T]) UnmarshalJSON(data []byte) error {
	var all []T
	if json.Unmarshal(data, &all) == nil {
		*r = all
	}
	return nil
}

// number is a number, or one in a string, perhaps with an s behind it. What is
// neither is no number, which is no error: times are worth less than the text.
type number struct {
	value float64
	ok    bool
}

func (n *number) UnmarshalJSON(data []byte) error {
	text := strings.TrimSuffix(strings.Trim(string(data), `" `), "s")
	v, err := strconv.ParseFloat(text, 64)
	if err == nil && !math.IsNaN(v) && !math.IsInf(v, 0) {
		*n = number{v, true}
	}
	return nil
}

// readTranscript reads an answer, whatever the server calls it.
func readTranscript(r reply, audio Audio) (Transcript, error) {
	kind, _, _ := mime.ParseMediaType(r.mime)
	body := bytes.TrimSpace(bytes.TrimPrefix(r.body, []byte("\xef\xbb\xbf")))
	var a answer
	switch {
	case bytes.HasPrefix(body, []byte("{")):
		if err := json.Unmarshal(body, &a); err != nil {
			return Transcript{}, &Error{code: CodeNonsense, Status: r.status, detail: "it is broken JSON"}
		}
	case kind == "text/plain" && utf8.Valid(body):
		text := string(body)
		a.Text = &text
	default:
		return Transcript{}, &Error{code: CodeNonsense, Status: r.status, detail: "it is neither JSON nor plain text"}
	}
	if a.Text == nil && len(a.Segments) == 0 {
		if len(a.Error) > 0 {
			return Transcript{}, inFormat(audio, &Error{code: CodeRejected, Status: r.status, detail: "it says that it failed"})
		}
		return Transcript{}, &Error{code: CodeNonsense, Status: r.status, detail: "it holds no text"}
	}
	return a.transcript(audio.Duration()), nil
}

// transcript is the answer about a recording of that length, 0 if unknown.
func (a answer) transcript(length time.Duration) Transcript {
	if length == 0 && a.Duration.ok {
		length = time.Duration(min(a.Duration.value, MaxLength.Seconds()*4) * float64(time.Second))
	}
	words := a.Words
	latest, whole := 0.0, ""
	for _, s := range a.Segments {
		if len(a.Words) == 0 {
			words = append(words, s.Words...)
		}
		latest, whole = max(latest, s.End.value), whole+" "+s.Text
	}
	for _, w := range words {
		latest = max(latest, w.End.value)
	}
	unit := timeUnit(latest, length)
	t := Transcript{Text: tidy(whole)}
	if a.Text != nil {
		t.Text = tidy(*a.Text)
	}
	for _, s := range a.Segments {
		start, end := s.times(unit)
		t.Phrases = append(t.Phrases, Phrase{tidy(s.Text), start, end, s.Nobody.value, -s.LogProb.value})
	}
	t.Words = readWords(words, unit)
	return t
}

// timeUnit is what a server counts in, going by its latest time: seconds, or
// milliseconds, or nanoseconds as LocalAI does.
func timeUnit(latest float64, length time.Duration) time.Duration {
	if length == 0 {
		length = 4 * MaxLength
	}
	most := 1.5*length.Seconds() + 30 // Whisper's windows are 30 s, and some servers end there
	switch {
	case latest <= most:
		return time.Second
	case latest <= most*1e3:
		return time.Millisecond
	}
	return time.Nanosecond
}

func (s spoken) times(unit time.Duration) (start, end time.Duration) {
	in := func(n number) time.Duration {
		return time.Duration(max(0, min(n.value*float64(unit), float64(24*time.Hour))))
	}
	start = in(s.Start)
	return start, max(start, in(s.End))
}

// readWords reads words with their times. whisper.cpp's are tokens, which in
// Japanese may be half a character: then none is better than such.
func readWords(words []spoken, unit time.Duration) []Word {
	var all []Word
	for _, w := range words {
		text := w.Word
		if text == "" {
			text = w.Text
		}
		if strings.ContainsRune(text, utf8.RuneError) {
			return nil
		}
		if text = tidy(text); text == "" || !w.End.ok {
			continue
		}
		start, end := w.times(unit)
		all = append(all, Word{text, start, end})
	}
	return all
}

// marks are what recognisers write for themselves: <|ja|>, [_BEG_].
var marks = regexp.MustCompile(`<\|[^|>]*\|>|\[_[A-Z0-9_]+\]`)

// tidy makes one line of a text, without the recogniser's marks. A line break
// between Japanese characters is nothing, elsewhere a space.
func tidy(text string) string {
	text = marks.ReplaceAllString(strings.ToValidUTF8(text, ""), " ")
	var b strings.Builder
	for piece := range strings.FieldsSeq(text) {
		if b.Len() > 0 {
			last, _ := utf8.DecodeLastRuneInString(b.String())
			first, _ := utf8.DecodeRuneInString(piece)
			if !wide(last) || !wide(first) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(piece)
	}
	return b.String()
}

// wide reports whether a character is of a script that has no spaces between
// words.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー' || 0x3000 <= r && r <= 0x303F || 0xFF00 <= r && r <= 0xFFEF
}

// untrimmed is the transcript with its times in the whole passage.
func (t Transcript) untrimmed(kept []Segment) Transcript {
	for i := range t.Phrases {
		p := &t.Phrases[i]
		p.Start, p.End = untrimmed(kept, p.Start), untrimmed(kept, p.End)
	}
	for i := range t.Words {
		w := &t.Words[i]
		w.Start, w.End = untrimmed(kept, w.Start), untrimmed(kept, w.End)
	}
	return t
}
