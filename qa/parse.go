package qa

// Parse reads a sheet. It never fails and never panics: what is wrong stands in
// Problems, with lines and in the sheet's language, and what can be read is
// read. Sources over 5 MB are refused unread.
func Parse(src []byte) *Sheet {
	s := &Sheet{Version: sheetVersion(src), Sections: []Section{}}
	f := &findings{}
	if len(src) > maxSource {
		s.Lang = TextLang(string(src[:64<<10]))
		f.error(1, say("ファイルが大きすぎます（%d MB）。%d MB までの Markdown にしてください。",
			"This file is too large (%d MB). A sheet may have up to %d MB of Markdown.", len(src)>>20, maxSource>>20))
		s.Problems = f.problems(s.Lang)
		return s
	}
	file := withoutComments(readLines(src, f), f)
	matter, body := cutFrontMatter(file)
	blocks := readBlocks(canonical(body, f))
	var o outline
	if matter.canonical {
		o = readCanonical(canonicalUnits(blocks), f)
	} else {
		o = readOutline(findUnits(blocks), f)
	}

	s.Aliases = readAliases(matter.aliases, f)
	s.Title = matter.title
	if s.Title == "" {
		s.Title = o.title
	}
	s.Lang = matter.lang
	if s.Lang == "" {
		s.Lang = sheetLang(o, body)
	}
	r := reading{lang: s.Lang, file: file, f: f, ids: identities{}, seen: map[string]int{}}
	for _, d := range o.sections {
		if sec := r.section(d); len(sec.Questions) > 0 {
			s.Sections = append(s.Sections, sec)
		}
	}
	if len(s.Sections) == 0 {
		f.error(firstTextLine(body), noQuestions())
	}
	s.Problems = f.problems(s.Lang)
	return s
}

// findUnits takes the blocks apart and decides which are questions. Lists whose
// items turn out to be questions are taken apart too.
func findUnits(blocks []*block) []*unit {
	closed := func(*block) bool { return false }
	units := takeApart(blocks, closed)
	choose(units)
	if !anyQuestion(units) {
		units = takeApart(blocks, asksByItems)
		choose(units)
	}
	return putBack(units)
}

func anyQuestion(units []*unit) bool {
	for _, u := range units {
		if u.question {
			return true
		}
	}
	return false
}

// asksByItems tells a list most of whose items are questions with something
// below them.
func asksByItems(list *block) bool {
	asking, bare := 0, 0
	for _, item := range list.kids {
		if len(item.kids) == 0 || item.kids[0].kind != paragraphBlock {
			continue
		}
		u := newUnit(item.kids[0], byBullet)
		if u.head.asks == asksNothing {
			continue
		}
		asking++
		if len(item.kids) == 1 && len(u.head.rest) == 0 {
			bare++
		}
	}
	return asking*2 >= len(list.kids) && (bare < asking || len(list.kids) == 1)
}

// reading turns drafts into questions.
type reading struct {
	lang Lang
	file []line
	f    *findings
	ids  identities
	seen map[string]int // lines of questions by their id's text
}

func (r *reading) section(d draftSection) Section {
	s := Section{Title: d.title, Line: d.line}
	for _, q := range d.drafts {
		if q.text == "" {
			r.f.warn(q.line, say("質問の文がありません。印（Q: など）のあとに質問を書いてください。",
				"This question has no text. Write it behind its mark (Q: …)."))
			if q.text = plainText(q.u.b.text()); q.text == "" || len(q.answer) == 0 {
				continue // nothing to ask
			}
		}
		s.Questions = append(s.Questions, r.question(q))
	}
	return s
}

func (r *reading) question(d *draft) Question {
	q := Question{Text: d.text, Line: d.line, KeyPoints: []KeyPoint{}}
	text := identityText(q.Text)
	if first, ok := r.seen[text]; ok {
		r.f.warn(q.Line, say("「%s」は %d 行目と同じ質問です。どちらかを消すか、書き分けてください。",
			"“%s” is the same question as on line %d. Remove one of them or word them differently.", short(q.Text), first))
	} else {
		r.seen[text] = q.Line
	}
	q.ID = r.ids.question(q.Text)
	q.ModelAnswer, q.AnswerLine, q.AnswerEnd = modelAnswer(d, r.file)
	switch {
	case q.ModelAnswer == "":
		r.f.warn(q.Line, say("「%s」に答えがありません。質問の下に答えを書いてください。",
			"“%s” has no answer. Write one below it.", short(q.Text)))
	default:
		for _, p := range keyPoints(d.answer, r.lang, r.f) {
			p.ID = r.ids.keyPoint(q.ID, p.Text)
			q.KeyPoints = append(q.KeyPoints, p)
		}
		if len(q.KeyPoints) == 0 {
			r.f.warn(q.Line, say("「%s」の答えから要点を読み取れません。言うべきことを箇条書きか文で書いてください。",
				"No key point can be read from the answer to “%s”. Write what should be said as bullets or sentences.", short(q.Text)))
		}
	}
	return q
}

// sheetLang tells the language of a sheet by its questions, and where it has
// none by all its text.
func sheetLang(o outline, body []line) Lang {
	var c letterCount
	for _, s := range o.sections {
		for _, d := range s.drafts {
			c.add(d.text)
		}
	}
	if c.japanese+c.latin > 0 {
		return c.lang()
	}
	for _, l := range body {
		c.add(l.text)
	}
	return c.lang()
}

func firstTextLine(body []line) int {
	for _, l := range body {
		if _, text := splitIndent(l.text); text != "" {
			return l.num
		}
	}
	return 1
}

func noQuestions() saying {
	return say("質問が見つかりません。見出し（### Q: …、## Q1 …、### 問1 …、または「…ですか？」で終わる見出し）、太字（**Q1. …**）、行頭の印（Q: …、問1．…、質問：…）のどれかで質問を書き、その下に答えを書いてください。",
		"No question found. Mark questions as headings (### Q: …, ## Q1 …, or a heading that ends with “?”), in bold (**Q1. …**) or with a mark at the start of a line (Q: …, Q1. …), and write each answer below its question.")
}
