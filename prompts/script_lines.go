package prompts

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"

	"mondo/qa"
)

//go:embed lines/*/*.txt
var lineFiles embed.FS

// catalogue holds the templates of one language by situation.
type catalogue map[string][]template

// template is one line as its author wrote it, with slots.
type template struct {
	id     string // "ja/missed.area/07"
	voices string // the letters of the personas that it fits, of "fnd"
	text   string
}

// voices are the letters by which a line names the personas that it fits.
var voices = map[qa.Persona]string{qa.Friendly: "f", qa.Neutral: "n", qa.Demanding: "d"}

func (t template) fitsVoice(p qa.Persona) bool { return strings.Contains(t.voices, voices[p]) }

var slotPattern = regexp.MustCompile(`\{([a-z]+)\}`)

// fill puts the slots in, in one pass: what is put in is data, and braces in it
// are no slots.
func (t template) fill(s slots) string {
	return slotPattern.ReplaceAllStringFunc(t.text, func(slot string) string {
		return s[slot[1:len(slot)-1]]
	})
}

// slotsIn lists the slots of a line's text.
func slotsIn(text string) []string {
	var names []string
	for _, m := range slotPattern.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	return names
}

// spoken is everything the scripted interviewer can say, read once. The files
// are part of the program, so one that is wrong is a bug and panics.
var spoken = sync.OnceValue(func() map[qa.Lang]catalogue {
	all := map[qa.Lang]catalogue{}
	for _, lang := range []qa.Lang{qa.Japanese, qa.English} {
		c, err := readLines(lineFiles, lang)
		if err != nil {
			panic(err)
		}
		all[lang] = c
	}
	return all
})

// readLines reads the files of one language and checks that they are whole.
func readLines(files fs.FS, lang qa.Lang) (catalogue, error) {
	names, err := fs.Glob(files, path.Join("lines", string(lang), "*.txt"))
	if err != nil {
		return nil, err
	}
	c := catalogue{}
	for _, name := range names {
		src, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		if err := c.add(lang, string(src)); err != nil {
			return nil, fmt.Errorf("%s:%w", name, err)
		}
	}
	return c, c.check(lang)
}

// linePattern is "07 fn  text": a number that stays with the line for ever, the
// voices, the text.
var linePattern = regexp.MustCompile(`^(\d{2,3})\s+([fnd]{1,3})\s+(\S.*)$`)

// add reads one file into the catalogue; an error starts with the line's number.
func (c catalogue) add(lang qa.Lang, src string) error {
	situation := ""
	seen := map[string]bool{}
	for i, row := range strings.Split(src, "\n") {
		row = strings.TrimSpace(row)
		if row == "" || strings.HasPrefix(row, "#") {
			continue
		}
		if strings.HasPrefix(row, "[") && strings.HasSuffix(row, "]") {
			situation = row[1 : len(row)-1]
			if _, known := situations[situation]; !known {
				return fmt.Errorf("%d: no such situation: %s", i+1, situation)
			}
			continue
		}
		m := linePattern.FindStringSubmatch(row)
		if m == nil || situation == "" {
			return fmt.Errorf("%d: not a line: %q", i+1, row)
		}
		t := template{id: string(lang) + "/" + situation + "/" + m[1], voices: m[2], text: m[3]}
		if seen[t.id] {
			return fmt.Errorf("%d: the number %s is taken in %s", i+1, m[1], situation)
		}
		seen[t.id] = true
		if err := situations[situation].allow(t.text); err != nil {
			return fmt.Errorf("%d: %w", i+1, err)
		}
		c[situation] = append(c[situation], t)
	}
	return nil
}

// check reports a situation in which some persona would have nothing to say.
func (c catalogue) check(lang qa.Lang) error {
	for name := range situations {
		for persona := range voices {
			if !c.speaks(name, persona) {
				return fmt.Errorf("lines/%s: nothing to say for %s as %s", lang, name, persona)
			}
		}
	}
	return nil
}

func (c catalogue) speaks(situation string, p qa.Persona) bool {
	for _, t := range c[situation] {
		if t.fitsVoice(p) {
			return true
		}
	}
	return false
}
