package qa

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// table writes every row out with its column headings.
func (r *pointReader) table(b *block, a area) {
	t := readTable(b, r.f)
	for _, row := range t.rows {
		r.row(t.head, row, a)
	}
}

// row adds a row's key point, under its first cell.
func (r *pointReader) row(head []string, row tableRow, a area) {
	aspect, text := writeRow(head, row.cells, r.lang)
	if text == "" {
		aspect, text = "", aspect
	}
	if aspect != "" {
		a = a.in(aspect)
	}
	r.add(a, text, Row, row.line, row.line)
}

// barLines reads lines that look like a table's and are none, because the row of
// dashes is missing.
func (r *pointReader) barLines(lines []line, a area) {
	r.f.warn(lines[0].num, say("表のように見えますが、見出しの下に |---|---| の行がないため、表として読めません。その行を足してください。",
		"This looks like a table but has no row of dashes (|---|---|) under its headings. Add one."))
	head := tableCells(lines[0].text)
	if len(lines) == 1 {
		_, text := writeRow(nil, append([]string{""}, head...), r.lang)
		r.add(a, text, Row, lines[0].num, lines[0].num)
	}
	for _, l := range lines[1:] {
		r.row(head, tableRow{tableCells(l.text), l.num}, a)
	}
}

func allBars(lines []line) bool {
	for _, l := range lines {
		if !strings.HasPrefix(l.text, "|") {
			return false
		}
	}
	return true
}

// writeRow gives a row's first cell and the other cells written out.
func writeRow(head, cells []string, lang Lang) (aspect, text string) {
	aspect = plainText(cells[0])
	var parts []string
	for i, cell := range cells[1:] {
		value := strings.TrimRight(plainText(cell), "。")
		if value == "" || strings.Trim(value, "-—–―ー−/／") == "" {
			continue
		}
		name := ""
		if i+1 < len(head) && len(head) > 2 {
			name = plainText(head[i+1])
		}
		parts = append(parts, writeCell(name, value, aspect, lang))
	}
	if lang == Japanese {
		return aspect, strings.Join(parts, "、")
	}
	return aspect, strings.Join(parts, "; ")
}

// vagueHeading names a column that says nothing of what stands in it.
var vagueHeading = regexp.MustCompile(`(?i)^(?:内容|説明|詳細|備考|補足|回答|答え|コメント|ポイント|description|details?|notes?|comments?|content|value|remarks?|answer)$`)

func writeCell(name, value, aspect string, lang Lang) string {
	switch {
	case name == "" || vagueHeading.MatchString(name):
		return plainForm(value)
	case lang != Japanese:
		return englishCell(name, value, aspect)
	}
	if last, _ := utf8.DecodeLastRuneInString(name); isCJK(last) || isWide(last) {
		return name + "は" + plainForm(value)
	}
	return name + " は " + plainForm(value)
}

var (
	// clauseCell has a subject and a verb of its own: "Consumers can read again".
	clauseCell = regexp.MustCompile(`(?i)^(?:(?:an?|the|each|every|all|any|its|their|our|your|no) )?(?:[\w'-]+ ){1,3}(?:is|are|was|were|can|cannot|can't|may|must|will|would|should|has|have|had|does|do|doesn't|don't|gets?|stays?|becomes?|goes|go)\b .`)
	countCell  = regexp.MustCompile(`(?i)^(?:many|several|few|a few|multiple|various|no|one|two|three|four|five|six|seven|eight|nine|ten|hundreds of|thousands of|more|fewer) \S`)
	placeCell  = regexp.MustCompile(`(?i)^(?:only|with|without|within|in|on|at|by|via|through|for|from|under|over|after|before|during|per|up to|between|across|when|if) `)
	verbCell   = regexp.MustCompile(`(?i)^(?:supports?|requires?|uses?|needs?|runs?|stores?|keeps?|allows?|provides?|offers?|takes?|gives?|costs?|handles?|works?|scales?|depends?|lets?|makes?|reads?|writes?|sends?|has|have|can|cannot|comes?|goes|grows?|teaches|serves?|covers?|lasts?|includes?|pays?|guarantees?) `)
	// numeric is a heading like 2025, Q3 or 10 km, which nothing can be said of.
	numeric    = regexp.MustCompile(`^(?:Q?\d|FY)`)
	yesCell    = regexp.MustCompile(`(?i)^(?:yes|no|n/a|[✓✔✗✘×○◯△]|y|n)\b`)
	useAspect  = regexp.MustCompile(`(?i)^(?:(?:good|best|ideal|typical|main|common)(?:ly)? )?(?:fit|fits|for|used? cases?|used? for|suited (?:for|to)|suitable for|purpose|when to use|when)$`)
	pluralNoun = regexp.MustCompile(`(?i)[^sui]s$`)
)

// englishCell says of the column what the cell says, with the verb that the
// cell's form asks for.
func englishCell(name, value, aspect string) string {
	value = lowerFirst(strings.TrimRight(value, "."))
	switch {
	case numeric.MatchString(name):
		return name + ": " + value
	case yesCell.MatchString(value) && !countCell.MatchString(value):
		return name + ": " + value
	case clauseCell.MatchString(value):
		return "with " + name + " " + value
	case useAspect.MatchString(aspect):
		if placeCell.MatchString(value) {
			return name + " " + value
		}
		return name + " for " + value
	case countCell.MatchString(value) && pluralNoun.MatchString(aspect):
		return name + " has " + value
	case placeCell.MatchString(value), verbCell.MatchString(value):
		return name + " " + value
	}
	return name + " is " + value
}

// lowerFirst makes the capital at the head of a cell small where the cell goes on
// in small words: a single word can be a name, and so can one before a capital.
func lowerFirst(value string) string {
	first, n := utf8.DecodeRuneInString(value)
	words := strings.Fields(value)
	if !unicode.IsUpper(first) || value == "" {
		return value
	}
	word := strings.Trim(words[0], ",;:.")
	if word == "I" || strings.ContainsFunc(word[n:], func(r rune) bool { return !unicode.IsLower(r) && r != '-' && r != '\'' }) {
		return value
	}
	if len(words) == 1 && !ordinary[strings.ToLower(word)] {
		return value
	}
	if len(words) > 1 {
		if next, _ := utf8.DecodeRuneInString(words[1]); unicode.IsUpper(next) {
			return value
		}
	}
	return string(unicode.ToLower(first)) + value[n:]
}

// ordinary words stand alone in cells and are no names.
var ordinary = set("yes no none high low medium fast slow good bad poor strong weak large small big easy hard simple complex cheap expensive free manual automatic always never often rarely sometimes daily weekly monthly yearly full partial limited unlimited optional required mandatory static dynamic linear internal external local global short long new old higher lower faster slower better worse many few several")
