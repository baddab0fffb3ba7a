package delivery

import "mondo/qa"

// Figure names a figure as it is named in stored JSON.
type Figure string

// The figures that have a reference.
const (
	CharactersPerMinute    Figure = "characters_per_minute"
	MoraePerMinute         Figure = "morae_per_minute"
	WordsPerMinute         Figure = "words_per_minute"
	FillersPerHundredWords Figure = "fillers_per_hundred_words"
	FillersPerMinute       Figure = "fillers_per_minute"
)

// Source names where a reference comes from; docs/delivery.md has them in full.
type Source string

// The sources.
const (
	// SourceBroadcast: NHK's newsreaders aim at 300 characters a minute; trainers
	// of speakers call 220 to 350 comfortable to listen to.
	SourceBroadcast Source = "broadcast"
	// SourceDerived: the range in characters, by [MoraePerCharacter].
	SourceDerived Source = "derived"
	// SourceSpeakers: what trainers of English speakers advise.
	SourceSpeakers Source = "speakers"
	// SourceCorpora: means of speakers in the Corpus of Spontaneous Japanese and
	// its English counterpart (Watanabe, KAKEN 15K02553, report for 2016).
	SourceCorpora Source = "corpora"
	// SourceListeners: listeners rated speeches with up to five fillers a minute
	// like those without, and those with twelve lower (Laske and DiGennaro Reed,
	// Journal of Applied Behavior Analysis, 2024).
	SourceListeners Source = "listeners"
)

// Range is what is usual for a figure, to set a person's own beside. 0 is no bound.
type Range struct {
	Figure  Figure  `json:"figure"`
	Low     float64 `json:"low,omitempty"`
	High    float64 `json:"high,omitempty"`
	Typical float64 `json:"typical,omitempty"`
	Source  Source  `json:"source"`
}

// References, for a minute unless it says otherwise.
const (
	comfortableLow  = 220.0 // characters that listeners follow with ease, at least
	comfortableHigh = 350.0 // and at most
	newsCharacters  = 300.0 // NHK's news
	englishLow      = 120.0 // words
	englishHigh     = 160.0
	fillersJapanese = 5.9 // for a hundred words, mean of speakers
	fillersEnglish  = 4.2
	fillersHarmless = 5.0
)

// MoraePerCharacter is how many morae a character of an answer is, as
// [qa.SpokenCharacters] counts: 1.2 in talk, 1.3 in a written model answer.
const MoraePerCharacter = 1.25

// Ranges lists what is usual in a language, in the order of [Figure]. Figures
// that are not among them have no reference worth the name: a person's own
// earlier ones are the measure.
func Ranges(lang qa.Lang) []Range {
	fillers := fillersEnglish
	var out []Range
	if lang == qa.Japanese {
		fillers = fillersJapanese
		out = append(out,
			Range{CharactersPerMinute, comfortableLow, comfortableHigh, newsCharacters, SourceBroadcast},
			Range{MoraePerMinute, comfortableLow * MoraePerCharacter, comfortableHigh * MoraePerCharacter, newsCharacters * MoraePerCharacter, SourceDerived},
		)
	} else {
		out = append(out, Range{WordsPerMinute, englishLow, englishHigh, 0, SourceSpeakers})
	}
	return append(out,
		Range{FillersPerHundredWords, 0, 0, fillers, SourceCorpora},
		Range{FillersPerMinute, 0, fillersHarmless, 0, SourceListeners},
	)
}
