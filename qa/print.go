package qa

import (
	"bytes"
	"fmt"
	"strings"
)

// Print writes a sheet as canonical Markdown: the title as a heading, sections
// as "## …", questions as "### Q: …", answers as they are. Parsing it again
// gives the same questions and key points.
func Print(s *Sheet) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "---\nlang: %s\n---\n\n", s.Lang)
	if s.Title != "" {
		fmt.Fprintf(&b, "# %s\n\n", s.Title)
	}
	for _, sec := range s.Sections {
		if sec.Title != "" {
			fmt.Fprintf(&b, "## %s\n\n", sec.Title)
		}
		for _, q := range sec.Questions {
			fmt.Fprintf(&b, "### Q: %s\n\n", q.Text)
			if q.ModelAnswer != "" {
				fmt.Fprintf(&b, "%s\n\n", strings.TrimSpace(q.ModelAnswer))
			}
		}
	}
	return b.Bytes()
}
