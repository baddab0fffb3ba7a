package qa

import (
	"regexp"
	"strings"
)

// maxLostFences bounds the unclosed fences that are recovered from: the lines
// after each are read again.
const maxLostFences = 8

func isFence(body string) bool {
	if strings.HasPrefix(body, "~~~") {
		return true
	}
	return strings.HasPrefix(body, "```") && !strings.Contains(strings.TrimLeft(body, "`"), "`")
}

// isRule tells a thematic break, also one drawn with Japanese dashes, and an
// underline of equals signs.
func isRule(body string) bool {
	bare := strings.Map(func(r rune) rune {
		if r == ' ' || r == '\t' {
			return -1
		}
		return r
	}, body)
	if len(bare) < 3 {
		return false
	}
	for _, c := range []string{"-", "*", "_", "=", "ー", "―", "─", "━", "＝", "－"} {
		if strings.Trim(bare, c) == "" {
			return len(bare) >= 3*len(c)
		}
	}
	return false
}

// openFence starts a code fence.
func (c *canon) openFence(num, indent int, body string) {
	c.closeLists(indent)
	c.fence = body[:len(body)-len(strings.TrimLeft(body, body[:1]))]
	c.fenceLine, c.fenceAt = num, len(c.out)
	c.emit(c.pad(indent)+body, num)
	c.lastMarker = false
}

// inFence writes a line of the open fence. It says no, and ends the fence, at a
// heading that is marked as a question: the fence was never closed, and must not
// swallow the rest of the sheet.
func (c *canon) inFence(l line) bool {
	_, body := splitIndent(l.text)
	pad := ""
	if len(c.list) > 0 {
		pad = strings.Repeat(" ", c.list[len(c.list)-1].content)
	}
	if strings.HasPrefix(body, c.fence) && strings.Trim(body, c.fence[:1]) == "" {
		c.emit(pad+body, l.num)
		c.fence = ""
		return true
	}
	if headingLevel(body) > 0 {
		if m, ok := questionMark(headingText(body)); ok && (m.strong || headingLevel(body) > 1) {
			c.closeFences()
			return false
		}
	}
	text := strings.TrimLeft(l.text, " \t")
	if pad == "" {
		text = l.text
	}
	c.emit(pad+text, l.num)
	return true
}

// closeFences ends all fences that are still open.
func (c *canon) closeFences() {
	for c.fence != "" {
		c.unclosed()
	}
}

// unclosed ends a fence that its author did not. What follows the first blank
// line or heading after it is read as text again.
func (c *canon) unclosed() {
	c.f.error(c.fenceLine, say("コードブロック（%s）が閉じられていません。終わりの行にもう一度 %[1]s を書いてください。",
		"This code fence (%s) is never closed. Write %[1]s on a line of its own where it ends.", c.fence))
	c.fencesLost++
	fence, inside := c.fence, c.out[c.fenceAt+1:]
	pad := c.out[c.fenceAt].text[:strings.Index(c.out[c.fenceAt].text, fence[:1])]
	c.fence = ""
	end := len(inside)
	for i, l := range inside {
		if i > 0 && strings.TrimSpace(l.text) == "" || headingLevel(l.text) > 0 {
			end = i
			break
		}
	}
	num := c.fenceLine
	if end > 0 {
		num = inside[end-1].num
	}
	rest := append([]line(nil), inside[end:]...)
	c.out = append(c.out[:c.fenceAt+1+end], line{pad + fence, num})
	c.list, c.lastMarker, c.afterBlank, c.lastText = nil, false, true, ""
	for i, l := range rest {
		next := ""
		if i+1 < len(rest) {
			next = rest[i+1].text
		}
		c.line(l, next)
	}
}

var atxHeading = regexp.MustCompile(`^(#{1,6}|＃{1,6})([^#＃].*|$)`)

// headingLevel reads "## text", and "##text" when it cannot be a hash tag.
func headingLevel(body string) int {
	if !strings.HasPrefix(body, "#") && !strings.HasPrefix(body, "＃") {
		return 0
	}
	m := atxHeading.FindStringSubmatch(body)
	if m == nil {
		return 0
	}
	level := len([]rune(m[1]))
	text := m[2]
	if text == "" || text[0] == ' ' || text[0] == '\t' || strings.HasPrefix(text, "　") {
		return level
	}
	if level > 1 || hasKana(text) && !strings.ContainsAny(text, " #") {
		if _, ok := questionMark(text); ok || hasKana(text) {
			return level
		}
	}
	return 0
}

// headingText is a heading's text without its number signs, before it and, set
// off by a space, behind it.
func headingText(body string) string {
	text := strings.TrimSpace(strings.TrimLeft(body, "#＃"))
	if bare := strings.TrimRight(text, "#"); strings.HasSuffix(bare, " ") || bare == "" {
		text = strings.TrimSpace(bare)
	}
	return text
}

// spaceHeading writes a heading as CommonMark has it.
func spaceHeading(body string) string {
	text := headingText(body)
	if text == "" {
		return strings.Repeat("#", headingLevel(body))
	}
	return strings.Repeat("#", headingLevel(body)) + " " + text
}
