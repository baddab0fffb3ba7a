package prompts

import "mondo/qa"

// Line is something the scripted interviewer says.
type Line struct {
	// ID names the templates that the line was made from, and when they were
	// said: "ja/missed.area/07#2" is template 07 of the situation missed.area,
	// the second line said in that situation. Joined with "+" when the line was
	// made from several. See [Used].
	ID   string
	Text string
}

// Used is the set of the IDs of all lines said in an interview so far. As an ID
// carries its place within its situation, the set is also a history: it tells
// which line was said longest ago.
type Used map[string]bool

// Script is a scripted interviewer: one language, one persona. Equal scripts
// given equal inputs say equal lines. A Script is a value and safe for
// concurrent use.
type Script struct {
	lang    qa.Lang
	persona qa.Persona
	seed    uint64
	lines   catalogue
}

// NewScript makes an interviewer. The seed decides in which order lines come
// up. A language or persona that is unknown becomes English, or neutral.
func NewScript(lang qa.Lang, persona qa.Persona, seed uint64) Script {
	if lang != qa.Japanese {
		lang = qa.English
	}
	if _, known := voices[persona]; !known {
		persona = qa.Neutral
	}
	return Script{lang: lang, persona: persona, seed: seed, lines: spoken()[lang]}
}

// slots are what goes into a template: slot name to text.
type slots map[string]string

// say words a situation that is sure to have lines.
func (s Script) say(situation string, fill slots, used Used) Line {
	line, _ := s.choose(situation, fill, used, nil)
	return line
}

// join puts lines that were chosen for one turn together. Japanese sentences
// follow each other without a space.
func (s Script) join(lines ...Line) Line {
	var all Line
	for _, l := range lines {
		if l.Text == "" {
			continue
		}
		if all.Text == "" {
			all = l
			continue
		}
		all.ID += "+" + l.ID
		if s.lang == qa.English {
			all.Text += " "
		}
		all.Text += l.Text
	}
	return all
}
