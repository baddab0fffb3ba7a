package coverage

import "strings"

// stream is an answer as a row of sounds, each knowing its place in the text.
// A typed answer's stream has only its names and loan words, so that nothing
// matches by accident; a spoken one's has everything, for a recogniser writes
// words as they sound (関し for 監視).
type stream struct {
	sounds []byte
	at     []int32 // the rune that a sound belongs to
	end    []int32 // the rune after its word
	starts []bool  // a word begins here
	ends   []bool  // a word ends after this sound
}

// breakSound stands between words that were not said in one breath.
const breakSound = '|'

// maxStream bounds the sounds that are searched, which keeps the longest of
// answers quick: some twenty minutes of talk.
const maxStream = 12000

func newStream(t *text, spoken bool) *stream {
	s := &stream{}
	for i := 0; i < len(t.morphs) && len(s.sounds) < maxStream; i++ {
		m := &t.morphs[i]
		if i > 0 && m.start > t.morphs[i-1].end && !nextToEachOther(t, i) {
			s.stop()
		}
		switch {
		case m.class == classMark:
			if m.base != "・" && m.base != "-" {
				s.stop()
			}
		case m.class == classLatin:
			s.word(m, latinSounds(t, m), false)
		case m.class == classNumber:
			s.word(m, numberSounds(t, m), false)
		case spoken || katakanaWord(t, m):
			s.word(m, kanaPhonemes(reading(t, m)), m.end-m.start >= longKatakana && katakanaWord(t, m))
		default:
			s.stop()
		}
	}
	return s
}

// nextToEachOther reports whether only one space parts morph i from the one
// before it, and one of them is Latin: "data dog", "テラ フォーム".
func nextToEachOther(t *text, i int) bool {
	a, b := &t.morphs[i-1], &t.morphs[i]
	return b.start-a.end == 1 && t.r[a.end] == ' '
}

func katakanaWord(t *text, m *morph) bool {
	return isKatakana(t.r[m.start]) && isKatakana(t.r[m.end-1])
}

// reading is how a Japanese word is read; an unknown one that is written in
// kana is its own reading.
func reading(t *text, m *morph) string {
	if m.read != "" {
		return m.read
	}
	return t.text(int(m.start), int(m.end))
}

// latinSounds is how a Latin word is said: spelled out if it is written as an
// acronym or is a single letter.
func latinSounds(t *text, m *morph) string {
	start, end := t.source(int(m.start), int(m.end))
	return wordSounds(m.base, t.src[start:end])
}

// wordSounds is how a Latin word is said, judging by how it is written.
func wordSounds(folded, source string) string {
	if acronym(source) {
		return spelled(folded)
	}
	if s, ok := oddSounds[folded]; ok {
		return s
	}
	return latinPhonemes(folded)
}

// oddSounds are words whose spelling tells little of their sound.
var oddSounds = map[string]string{"queue": "kyu", "cue": "kyu", "queues": "kyus", "gee": "zi", "pee": "pi", "oh": "o", "the": "za", "aurora": "orora", "github": "gitohab", "one": "waN", "two": "tu", "sequel": "sikueru", "sql": "sikueru"}

// acronym reports whether a word is said letter by letter: all capitals, or too
// short on vowels to be said otherwise.
func acronym(source string) bool {
	if len(source) == 1 {
		return true
	}
	if len(source) > 6 {
		return false
	}
	for i := 0; i < len(source); i++ {
		c := source[i]
		switch {
		case c >= 'A' && c <= 'Z' || c >= '0' && c <= '9':
		case i > 0 && c == 's' && i == len(source)-1: // APIs
		case vowelLetter(c):
			return false
		default:
			if !strings.ContainsAny(source, "aeiouyAEIOUY") {
				continue // sqs, http
			}
			return false
		}
	}
	return true
}

func numberSounds(t *text, m *morph) string {
	w := t.text(int(m.start), int(m.end))
	if m.end-m.start <= 3 && len(w) <= 3 {
		return spelled(w)
	}
	return string(breakSound)
}

// word appends the sounds of one word.
func (s *stream) word(m *morph, sounds string, compound bool) {
	for i := 0; i < len(sounds); i++ {
		s.sounds = append(s.sounds, sounds[i])
		s.at = append(s.at, m.start)
		s.end = append(s.end, m.end)
		v := vowel(sounds[i])
		s.starts = append(s.starts, i == 0 || compound && (!v || vowel(sounds[i-1])))
		s.ends = append(s.ends, i == len(sounds)-1 || compound && (v || sounds[i] == 'N'))
	}
}

// longKatakana is from how many runes a katakana word may be several (イーシーエス
// ファーゲート): inside it a word may begin at every syllable.
const longKatakana = 7

func (s *stream) stop() {
	if n := len(s.sounds); n > 0 && s.sounds[n-1] != breakSound {
		s.sounds = append(s.sounds, breakSound)
		at := s.end[n-1]
		s.at, s.end = append(s.at, at), append(s.end, at)
		s.starts, s.ends = append(s.starts, false), append(s.ends, false)
	}
}

// found is a place where sounds were heard.
type found struct {
	from, to int32 // runes
	likeness float64
}

// search finds the places where want is heard, by the cheapest alignment that
// ends at each sound (Sellers' algorithm). A place must begin and end with words.
func (s *stream) search(want string, least float64, out []found) []found {
	n := len(want)
	if n == 0 || n > maxSounds || len(s.sounds) == 0 {
		return out
	}
	size := soundSize(want)
	budget := int((1 - least) * float64(size))
	var cost, from, fresh, gaps [maxSounds + 1]int32
	for i := 1; i <= n; i++ {
		gaps[i] = gapCosts[want[i-1]&127]
		fresh[i] = fresh[i-1] + gaps[i]
		from[i] = -1
	}
	cost = fresh
	for j, c := range s.sounds {
		if c == breakSound {
			cost = fresh
			for i := 1; i <= n; i++ {
				from[i] = -1
			}
			continue
		}
		diag, diagFrom := int32(0), int32(j)
		from[0] = int32(j) + 1
		gap, row := gapCosts[c&127], &substituteCosts[c&127]
		for i := 1; i <= n; i++ {
			sub := diag + row[want[i-1]&127]
			del := cost[i-1] + gaps[i]
			ins := cost[i] + gap
			subFrom, delFrom, insFrom := diagFrom, from[i-1], from[i]
			diag, diagFrom = cost[i], from[i]
			switch {
			case sub <= del && sub <= ins:
				cost[i], from[i] = sub, subFrom
			case del <= ins:
				cost[i], from[i] = del, delFrom
			default:
				cost[i], from[i] = ins, insFrom
			}
		}
		if int(cost[n]) <= budget && s.ends[j] && from[n] >= 0 && s.startsNear(int(from[n])) {
			f := found{s.at[from[n]], s.end[j], 1 - float64(cost[n])/float64(size)}
			out = keepBest(out, f)
		}
	}
	return out
}

// startsNear reports whether a word begins at sound i, or a vowel before it.
func (s *stream) startsNear(i int) bool {
	return s.starts[i] || i > 0 && s.starts[i-1] && vowel(s.sounds[i-1])
}

// keepBest adds a place, or replaces the last one if they overlap and f is better.
func keepBest(out []found, f found) []found {
	if n := len(out); n > 0 && f.from < out[n-1].to {
		if f.likeness > out[n-1].likeness {
			out[n-1] = f
		}
		return out
	}
	return append(out, f)
}
