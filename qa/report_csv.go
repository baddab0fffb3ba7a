package qa

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
)

// CSV writes one row for each key point, under headings in the report's
// language: UTF-8 with a byte order mark and CRLF, so that Excel opens it as it
// is. A text that a spreadsheet would take for a formula has an apostrophe put
// in front.
func (r *Report) CSV() []byte {
	var b bytes.Buffer
	b.WriteString("\uFEFF")
	out := csv.NewWriter(&b)
	out.UseCRLF = true
	w := wordsFor(r.Lang)
	// Writing to memory cannot fail.
	_ = out.Write(w.columns)
	for _, s := range r.Sections {
		for _, t := range s.Threads {
			names := followUpNames(w, t.Turns)
			for _, p := range t.Points {
				_ = out.Write(w.row(s, t, p, names))
			}
		}
	}
	out.Flush()
	return b.Bytes()
}

func (w reportWords) row(s SectionReport, t ThreadReport, p PointReport, names map[string]string) []string {
	row := []string{
		s.Title, t.Text, strconv.Itoa(t.Line), w.outcomes[t.Outcome],
		p.Text, strconv.Itoa(p.Line), w.weight(p), w.level(p, p.Unaided), w.level(p, p.Final),
		w.flag(p.Unsure), w.flag(p.Own), w.flag(p.Hinted), w.flag(p.Contradicted),
		w.quotes(p.Evidence), names[p.WonBy],
	}
	for i, cell := range row {
		row[i] = harmless(cell)
	}
	return row
}

func (w reportWords) weight(p PointReport) string {
	if p.Vital {
		return w.vital
	}
	return w.optional
}

func (w reportWords) level(p PointReport, l Level) string {
	if !p.Asked {
		return ""
	}
	return w.levels[l]
}

func (w reportWords) flag(on bool) string {
	if on {
		return w.yes
	}
	return ""
}

func (w reportWords) quotes(evidence []EvidenceReport) string {
	var quotes []string
	for _, e := range evidence {
		quotes = append(quotes, e.Text)
	}
	return strings.Join(quotes, " / ")
}

// harmless keeps a spreadsheet from running a text as a formula. Those with a
// Japanese input method take full-width signs as well.
func harmless(cell string) string {
	cell = strings.ReplaceAll(cell, "\x00", "\uFFFD")
	start := strings.TrimLeft(cell, " \t\r\n\u00A0\u3000\uFEFF")
	if start != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(start)[0]) || strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") {
		return "'" + cell
	}
	return cell
}
