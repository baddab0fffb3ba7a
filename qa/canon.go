package qa

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits that keep block parsing linear: it costs the product of lines and depth.
const (
	maxDepth = 12 // nested lists or quotes
	tabStop  = 4
)

// canon rewrites lines as people write them into lines that CommonMark reads the
// way they were meant: "・" and "①" become list markers, sub-items are indented
// as far as it takes, a line that starts with a mark stands in its own paragraph.
// Lines keep their numbers; only blank lines are put in between.
type canon struct {
	f    *findings
	out  []line
	list []listLevel // the open items, outermost first

	fence     string // the characters that close the open fence, "" outside
	fenceLine int
	fenceAt   int // index in out

	fencesLost int

	afterBlank bool
	lastMarker bool // the line before was an item's first
	lastLength int  // of the line before, in runes
	lastText   string
	inMarked   bool // the paragraph begins with a mark
	deepTold   bool
}

// listLevel is an open item: where its marker stood and where its text begins now.
type listLevel struct{ was, content int }

// canonical rewrites all lines.
func canonical(lines []line, f *findings) []line {
	c := canon{f: f, out: make([]line, 0, len(lines)+16), afterBlank: true}
	for i, l := range lines {
		next := ""
		if i+1 < len(lines) {
			next = lines[i+1].text
		}
		c.line(l, next)
	}
	c.closeFences()
	return c.out
}

func (c *canon) emit(text string, num int) {
	c.out = append(c.out, line{text, num})
}

func (c *canon) blank(num int) {
	if !c.afterBlank {
		c.emit("", num)
		c.afterBlank = true
	}
}

func (c *canon) line(l line, next string) {
	if c.fence != "" && c.inFence(l) {
		return
	}
	indent, body := splitIndent(l.text)
	if body == "" {
		c.emit("", l.num)
		c.afterBlank = true
		c.lastMarker = false
		c.lastText = ""
		return
	}
	c.content(l.num, indent, body, next)
	if strings.HasSuffix(l.text, "  ") && c.out[len(c.out)-1].text != "" {
		c.out[len(c.out)-1].text += "  " // a hard break
	}
	c.afterBlank = false
	c.lastLength = utf8.RuneCountInString(body)
	c.lastText = body
}

// content rewrites a line that has something in it.
func (c *canon) content(num, indent int, body, next string) {
	body = htmlToMarkdown(body)
	switch {
	case body == "":
		c.emit("", num)
	case strings.HasPrefix(body, ">"):
		c.closeLists(indent)
		c.emit(c.pad(indent)+c.quote(body, num), num)
		c.lastMarker = false
	case c.fencesLost < maxLostFences && isFence(body):
		c.openFence(num, indent, body)
	case isRule(body):
		c.rule(num, indent, body)
	case headingLevel(body) > 0:
		c.list = nil
		c.blank(num)
		c.emit(spaceHeading(body), num)
		c.lastMarker = false
	default:
		if m, rest, ok := c.marker(body, next); ok {
			c.item(num, indent, m, rest)
			return
		}
		if item, ok := c.answerItem(body, next); ok { // "A: ・…"
			c.blank(num)
			c.list, c.lastMarker = nil, false
			c.content(num, indent, item, next)
			return
		}
		c.paragraph(num, indent, body)
	}
}

// answerItem gives the item that begins right behind an answer's mark.
func (c *canon) answerItem(body, next string) (item string, ok bool) {
	m, ok := answerMark(body)
	if !ok || !m.strong || m.rest == "" || len(m.rest) == len(body) {
		return "", false
	}
	_, _, ok = c.marker(m.rest, next)
	return m.rest, ok && !strings.HasPrefix(m.rest, "**")
}

// paragraph writes a line of text, in the item that it is indented to, if any.
func (c *canon) paragraph(num, indent int, body string) {
	c.closeLists(indent)
	if c.startsParagraph(body) {
		c.blank(num)
	}
	if c.afterBlank {
		_, question := questionMark(body)
		_, answer := answerMark(body)
		c.inMarked = question || answer
	}
	c.lastMarker = false
	c.emit(c.pad(indent)+body, num)
}

// startsParagraph tells that a line does not continue the one before it although
// no blank line says so.
func (c *canon) startsParagraph(body string) bool {
	if c.afterBlank {
		return false
	}
	if m, ok := questionMark(body); ok && (m.strong || c.inMarked) {
		return true
	}
	if m, ok := answerMark(body); ok && (m.strong || c.inMarked) {
		return true
	}
	if isLabelLine(body) || len(c.list) == 0 && isLabelLine(c.lastText) {
		return true
	}
	// Unindented text under an item: a hard-wrapped item goes on, a short one is over.
	return len(c.list) == 0 && c.lastMarker && c.lastLength < wrapWidth
}

// wrapWidth is the length, in characters, from which a line may have been
// wrapped by an editor.
const wrapWidth = 55

// closeLists forgets the items that a line with this indent does not belong to.
func (c *canon) closeLists(indent int) {
	for len(c.list) > 0 && c.list[len(c.list)-1].was >= indent {
		c.list = c.list[:len(c.list)-1]
	}
}

// pad is the indentation that puts a line into the innermost open item.
func (c *canon) pad(indent int) string {
	if len(c.list) == 0 || indent == 0 {
		return ""
	}
	return strings.Repeat(" ", c.list[len(c.list)-1].content)
}

// item writes an item's first line, nested under the items that it is indented from.
func (c *canon) item(num, indent int, m, rest string) {
	for len(c.list) > 0 && indent < c.list[len(c.list)-1].was+2 {
		c.list = c.list[:len(c.list)-1]
	}
	if len(c.list) >= maxDepth {
		c.list = c.list[:maxDepth-1]
		if !c.deepTold {
			c.deepTold = true
			c.f.warn(num, say("箇条書きの入れ子が深すぎます（%d 段を超えています）。これより深い項目は同じ段として読みました。浅く書き直してください。",
				"This list is nested more than %d levels deep; deeper items were read as one level. Make it shallower.", maxDepth))
		}
	}
	at := 0
	if len(c.list) > 0 {
		at = c.list[len(c.list)-1].content
	} else if !c.lastMarker && !c.afterBlank && (m != "-" || rest == "") {
		c.blank(num) // only a bullet with text may interrupt a paragraph
	}
	if _, ok := questionMark(rest); ok && len(c.list) == 0 && !c.afterBlank {
		c.blank(num)
	}
	content := at + len(m) + 1
	c.list = append(c.list, listLevel{was: indent, content: content})
	c.emit(strings.Repeat(" ", at)+m+" "+limitMarkers(rest), num)
	c.lastMarker = true
}

// rule writes a thematic break, or makes a heading of the title that it
// underlines. Three dashes right under a sentence are meant as a rule, though
// CommonMark takes them for an underline.
func (c *canon) rule(num, indent int, body string) {
	if c.underlines(indent, body) {
		level := "# "
		if body[0] == '-' {
			level = "## "
		}
		title := &c.out[len(c.out)-1]
		title.text = level + strings.TrimSpace(title.text)
		c.emit("", num)
		c.list, c.lastMarker = nil, false
		return
	}
	if body[0] == '=' {
		c.paragraph(num, indent, body)
		return
	}
	c.closeLists(indent)
	c.list, c.lastMarker = nil, false
	c.blank(num)
	c.emit("***", num)
}

// maxTitle is the length of an underlined title, in characters.
const maxTitle = 60

// underlines tells an underline from a rule: it stands right below a title.
func (c *canon) underlines(indent int, body string) bool {
	if strings.Trim(body, "=") != "" && (strings.Trim(body, "-") != "" || len(body) < 4) {
		return false
	}
	if c.afterBlank || c.lastMarker || len(c.list) > 0 || indent > 3 || len(c.out) == 0 {
		return false
	}
	alone := len(c.out) < 2 || c.out[len(c.out)-2].text == ""
	return alone && utf8.RuneCountInString(c.lastText) < maxTitle && !strings.HasSuffix(c.lastText, "。") &&
		!strings.HasSuffix(c.lastText, ".") && !strings.ContainsAny(c.lastText[:1], "|#>`~*") && !strings.Contains(c.lastText, "|")
}

// quote rewrites what stands in a block quote.
func (c *canon) quote(body string, num int) string {
	depth := 0
	for depth < maxDepth && strings.HasPrefix(body, ">") {
		depth++
		body = strings.TrimPrefix(body[1:], " ")
	}
	if strings.HasPrefix(body, ">") {
		body = strings.TrimLeft(body, "> ")
		if !c.deepTold {
			c.deepTold = true
			c.f.warn(num, say("引用（>）の入れ子が深すぎます。%d 段までにしてください。", "Quotes (>) are nested more than %d levels deep. Use fewer.", maxDepth))
		}
	}
	prefix := strings.Repeat("> ", depth)
	indent, inner := splitIndent(body)
	if m, rest, ok := c.marker(inner, ""); ok {
		return prefix + strings.Repeat(" ", min(indent, 2*maxDepth)) + m + " " + limitMarkers(rest)
	}
	return prefix + inner
}

var unorderedMark = regexp.MustCompile(`^(?:[-+*・･•◦‣▪▫∙⁃·●○](?:\s+|$)|[・･•◦‣▪▫∙⁃→⇒➡➔⇨]\x{FE0F}?\s*|[-－]\s|[–—−]\s+|[-=]>\s*)`)

// marker reads a list marker as people write them and gives CommonMark's.
func (c *canon) marker(body, next string) (m, rest string, ok bool) {
	if body == "" {
		return "", "", false
	}
	if body[0] < 0x80 && !strings.ContainsRune("-+*(0123456789abcdefghij", rune(body[0])) {
		return "", "", false
	}
	if at := unorderedMark.FindStringIndex(body); at != nil {
		return "-", strings.TrimSpace(body[at[1]:]), true
	}
	if m, rest, ok = orderedMarker(body); ok {
		return m, rest, true
	}
	first, size := utf8.DecodeRuneInString(body)
	rest = strings.TrimSpace(body[size:])
	after, _ := utf8.DecodeRuneInString(body[size:])
	switch {
	case first == '-' && isCJK(after): // "-項目"
		return "-", rest, true
	case (first == '●' || first == '○') && (sameBullet(first, next) || sameBullet(first, c.lastText)):
		// "●項目" on neighbouring lines is a list, alone it is a headline.
		return "-", rest, true
	}
	return "", "", false
}

// sameBullet tells whether a neighbouring line is another item and no question.
func sameBullet(bullet rune, neighbour string) bool {
	_, body := splitIndent(neighbour)
	first, _ := utf8.DecodeRuneInString(body)
	if _, ok := questionMark(body); ok {
		return false
	}
	return first == bullet
}

var (
	orderedMark = regexp.MustCompile(`^(?:(\d{1,3})(?:[.)](?:\s+|$)|[、])|\((\d{1,2})\)\s*|([①-⑳❶-❿➀-➓])\s*|(\d)\x{FE0F}?\x{20E3}\s*|\(?([a-j])\)\s+)`)
	// orderedGlued is "1.項目" and "1)項目": letters must follow, so that 1.5 is a number.
	orderedGlued = regexp.MustCompile(`^(\d{1,2})[.)]`)
)

// orderedMarker reads "1." "１）" "(1)" "①" "1、" "a)".
func orderedMarker(body string) (m, rest string, ok bool) {
	head, at := fold(body)
	if found := orderedMark.FindStringSubmatch(head); found != nil {
		n := at[len(found[0])]
		return orderedNumber(found[1:]) + ".", strings.TrimSpace(body[n:]), true
	}
	if found := orderedGlued.FindStringSubmatch(head); found != nil {
		rest = body[at[len(found[0])]:]
		if r, _ := utf8.DecodeRuneInString(rest); isCJK(r) || strings.HasPrefix(rest, "**") {
			return found[1] + ".", rest, true
		}
	}
	return "", "", false
}

func orderedNumber(groups []string) string {
	for i, g := range groups {
		if g == "" {
			continue
		}
		if i == 0 || i == 1 || i == 3 {
			return g
		}
		r, _ := utf8.DecodeRuneInString(g)
		for _, first := range []rune{'①', '❶', '➀', '➊', 'a'} {
			if n := int(r - first); n >= 0 && n < 20 {
				return strconv.Itoa(n + 1)
			}
		}
	}
	return "1"
}

// limitMarkers keeps a line of "- - - - -" from nesting a list in each.
func limitMarkers(rest string) string {
	n, i := 0, 0
	for i < len(rest) && strings.IndexByte("-+*> 0123456789.)\t", rest[i]) >= 0 {
		if rest[i] == ' ' || rest[i] == '\t' {
			n++
		}
		i++
	}
	if n > 2 {
		return strings.TrimLeft(rest[i:], " ")
	}
	return rest
}

// splitIndent measures the white space before a line in columns; full-width
// spaces, as Japanese paragraphs start with, count two.
func splitIndent(text string) (columns int, body string) {
	for i, r := range text {
		switch r {
		case ' ', 0xA0:
			columns++
		case '\t':
			columns += tabStop - columns%tabStop
		case '　':
			columns += 2
		default:
			return columns, strings.TrimRight(text[i:], " \t　\u00a0")
		}
	}
	return columns, ""
}
