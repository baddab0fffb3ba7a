package speech

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// Limits of what is believed.
const (
	// minSpeech is the shortest speech that is asked about at all.
	minSpeech = 400 * time.Millisecond
	// littleSpeech is too little to be sure that a person said a common phrase.
	littleSpeech = 2 * time.Second
	// faint is how much louder than the room speech is at least, in dB, to be
	// sure of it.
	faint = 12.0
	// echoTerms in the order of the prompt are an echo of it when too little was
	// said; wholeEcho are one always.
	echoTerms = 2
	wholeEcho = 8
	// maxText is how many bytes an answer may have: twenty minutes of speech.
	maxText = 64 << 10
)

// Whisper itself takes a phrase for none that it believes so little (its options
// no_speech_threshold and logprob_threshold).
const (
	nobodySpeaks = 0.6
	hardlyAny    = 1.0
)

// Guard takes away what recognisers invent. Its lists are read once.
type Guard struct{ known inventions }

// NewGuard makes a guard with the known inventions of Japanese and English.
func NewGuard() *Guard { return &Guard{readInventions(inventionsText)} }

// Heard is what is known of the sound that a transcript is of.
type Heard struct {
	Known  bool          // false when only the server could hear it
	Spoken time.Duration // how long somebody spoke
	Above  float64       // how much louder than the room, in dB
	within func(from, to time.Duration) time.Duration
}

// heard is what is known of a passage.
func (p Passage) heard() Heard {
	return Heard{Known: true, Spoken: p.Spoken(), Above: p.Level - p.Floor, within: p.spokenWithin}
}

// weak reports whether there is too little sound to be sure of common words.
func (h Heard) weak() bool { return h.Known && (h.Spoken < littleSpeech || h.Above < faint) }

// Check gives the transcript without inventions, with the times of what is left.
// When nothing is left, or the whole cannot have been said, the error has
// [CodeUnusable].
func (g *Guard) Check(t Transcript, h Heard, hints Hints) (Transcript, error) {
	switch {
	case letters(t.Text) == "":
		return Transcript{}, unusable("no words")
	case len(t.Text) > maxText:
		return Transcript{}, unusable("more words than can be said in the time")
	}
	t = withoutDoubtful(t, h)
	var kept []string
	for _, s := range sentencesOf(described.ReplaceAllString(t.Text, " ")) {
		if !g.invented(s, h) {
			kept = append(kept, s)
		}
	}
	text := withoutRepeats(tidy(strings.Join(kept, "")))
	switch {
	case letters(text) == "":
		return Transcript{}, unusable("no words")
	case h.Known && !possible(text, h.Spoken):
		return Transcript{}, unusable("more words than can be said in the time")
	case echoes(text, hints, h):
		return Transcript{}, unusable("an echo of the terms")
	}
	if text != t.Text {
		t.Phrases, t.Words = fitting(t.Phrases, text), fittingWords(t.Words, text)
	}
	t.Text = text
	return t, nil
}

// described are sounds in place of words: [音楽], (拍手), *coughs*.
var described = regexp.MustCompile(`\[[^\]\n]{1,30}\]|【[^】\n]{1,30}】|\*[^*\n]{1,30}\*|[(（](?i:音楽|拍手|笑い?|無音|沈黙|ため息|咳|雑音|BGM|music|applause|laugh(?:s|ter|ing)?|silence|inaudible|noise|sighs?|coughs?|coughing|clears throat|background noise|speaking in foreign language)[)）]`)

// invented reports whether a sentence is one that nobody said.
func (g *Guard) invented(sentence string, h Heard) bool {
	never, known := g.known[letters(sentence)]
	return known && (never || h.weak())
}

// withoutDoubtful leaves out phrases that the server itself does not believe, and
// those in whose time nobody speaks.
func withoutDoubtful(t Transcript, h Heard) Transcript {
	kept := slices.DeleteFunc(slices.Clone(t.Phrases), Phrase.disbelieved)
	// Times that leave nothing are wrong themselves.
	if heard := slices.DeleteFunc(slices.Clone(kept), h.misses); len(heard) > 0 {
		kept = heard
	}
	if len(kept) == len(t.Phrases) {
		return t
	}
	var texts []string
	for _, p := range kept {
		texts = append(texts, p.Text)
	}
	t.Text, t.Phrases = tidy(strings.Join(texts, " ")), kept
	t.Words = fittingWords(t.Words, t.Text)
	return t
}

func (p Phrase) disbelieved() bool { return p.nobody > nobodySpeaks && p.doubt > hardlyAny }

// misses reports whether nobody speaks in a phrase's time. Servers' times are
// rough: a phrase is heard a little around them too, and only one that is mostly
// silence is none.
func (h Heard) misses(p Phrase) bool {
	return h.within != nil && p.End > p.Start && 2*h.within(p.Start-rateSlack, p.End+rateSlack) < fastest(p.Text)
}

// fitting are the phrases that are still in the text.
func fitting(phrases []Phrase, text string) []Phrase {
	var kept []Phrase
	rest := letters(text)
	for _, p := range phrases {
		if _, after, ok := strings.Cut(rest, letters(p.Text)); ok {
			kept, rest = append(kept, p), after
		}
	}
	return kept
}

// fittingWords are the words that are still in the text, in its order.
func fittingWords(words []Word, text string) []Word {
	var kept []Word
	rest := letters(text)
	for _, w := range words {
		if after, ok := strings.CutPrefix(rest, letters(w.Text)); ok {
			kept, rest = append(kept, w), after
		}
	}
	return kept
}

// echoes reports whether a text is the terms that the recogniser was told, in
// the order in which it was told them.
func echoes(text string, hints Hints, h Heard) bool {
	terms, said, chosen := 0, letters(text), hints.chosen()
	if !strings.Contains(letters(hints.prompt()), said) && !strings.Contains(letters(strings.Join(chosen, "")), said) {
		return false
	}
	for _, t := range chosen {
		if strings.Contains(said, letters(t)) {
			terms++
		}
	}
	return terms >= wholeEcho || terms >= echoTerms && h.weak()
}
