package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"mondo/qa"
)

// Line is one marked answer, as a line of a file has it.
type Line struct {
	ID         string              `json:"id"`
	Lang       qa.Lang             `json:"lang"`
	Modality   string              `json:"modality"` // "typed" or "spoken"
	Kind       string              `json:"kind"`     // what the answer is like: "full", "negated", …
	Sheet      string              `json:"sheet"`    // file name of its sheet, "" if none
	Question   string              `json:"question"`
	KeyPoints  []Point             `json:"key_points"`
	Answer     string              `json:"answer"`
	Labels     map[string]qa.Level `json:"labels"` // by key point id
	Overclaims []string            `json:"overclaims"`

	number int // in the file, from 1
}

// Point is a key point of a line. Vital is true unless it says otherwise.
type Point struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Vital *bool  `json:"vital"`
}

// Broken is a line that could not be used.
type Broken struct {
	Line int    `json:"line"` // from 1
	Why  string `json:"why"`
}

// maxLine bounds one line, in bytes.
const maxLine = 4 << 20

// readLines reads the marked answers of r. A broken line is reported and stops
// nothing else; an error means that r itself failed.
func readLines(r io.Reader) ([]Line, []Broken, error) {
	var lines []Line
	var broken []Broken
	in := bufio.NewReaderSize(r, 1<<16)
	for n := 1; ; n++ {
		raw, tooLong, err := readRaw(in)
		if len(bytes.TrimSpace(raw)) > 0 || tooLong {
			l, why := parseLine(raw, tooLong)
			if why != "" {
				broken = append(broken, Broken{n, why})
			} else {
				l.number = n
				lines = append(lines, l)
			}
		}
		if errors.Is(err, io.EOF) {
			return lines, broken, nil
		}
		if err != nil {
			return lines, broken, fmt.Errorf("read line %d: %w", n, err)
		}
	}
}

// readRaw reads up to a line break and drops what goes beyond maxLine.
func readRaw(in *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			tooLong = true
		} else {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, tooLong, err
		}
	}
}

func parseLine(raw []byte, tooLong bool) (Line, string) {
	var l Line
	if tooLong {
		return l, fmt.Sprintf("longer than %d bytes", maxLine)
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if err := json.Unmarshal(raw, &l); err != nil {
		return l, "not JSON of a marked answer: " + err.Error()
	}
	return l, l.check()
}

// check says what is wrong with a line, "" if nothing is.
func (l *Line) check() string {
	if len(l.KeyPoints) == 0 {
		return "no key_points"
	}
	if len(l.Labels) == 0 {
		return "no labels"
	}
	seen := map[string]bool{}
	for _, k := range l.KeyPoints {
		if k.ID == "" || k.Text == "" {
			return "a key point without id or text"
		}
		if seen[k.ID] {
			return fmt.Sprintf("key point %q twice", k.ID)
		}
		seen[k.ID] = true
	}
	for id, level := range l.Labels {
		if !seen[id] {
			return fmt.Sprintf("a label for %q, which is no key point", id)
		}
		if rank(level) < 0 {
			return fmt.Sprintf("label %q of %q is none of covered, partial, missed", level, id)
		}
	}
	if l.Lang != qa.Japanese && l.Lang != qa.English {
		l.Lang = guessLang(l.Question + l.Answer)
	}
	return ""
}

// guessLang takes any kana or kanji for Japanese.
func guessLang(s string) qa.Lang {
	for _, c := range s {
		if c >= 0x3041 && c <= 0x30FF || c >= 0x4E00 && c <= 0x9FFF {
			return qa.Japanese
		}
	}
	return qa.English
}

// question makes the line's key points a question for a scorer.
func (l *Line) question() qa.Question {
	q := qa.Question{ID: l.ID, Text: l.Question}
	for _, k := range l.KeyPoints {
		q.KeyPoints = append(q.KeyPoints, qa.KeyPoint{ID: k.ID, Text: k.Text, Vital: k.Vital == nil || *k.Vital})
	}
	return q
}
