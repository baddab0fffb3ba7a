package qa

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

var updateReports = flag.Bool("update-reports", false, "write the golden reports anew")

// The reports are read in the zone of whoever reads them; here it is UTC.
func inUTC(t *testing.T) {
	zone := time.Local
	time.Local = time.UTC
	t.Cleanup(func() { time.Local = zone })
}

func readReport(t testing.TB, name string) *Report {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "report", name))
	if err != nil {
		t.Fatal(err)
	}
	r := new(Report)
	if err := json.Unmarshal(data, r); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestReportFiles(t *testing.T) {
	inUTC(t)
	for _, lang := range []string{"ja", "en"} {
		r := readReport(t, lang+".json")
		for ext, have := range map[string][]byte{"md": r.Markdown(), "csv": r.CSV()} {
			t.Run(lang+"."+ext, func(t *testing.T) {
				golden := filepath.Join("testdata", "report", lang+"."+ext)
				if *updateReports {
					if err := os.WriteFile(golden, have, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), string(have)); diff != "" {
					t.Errorf("the report changed (-golden +now); -update-reports writes it anew\n%s", diff)
				}
			})
		}
	}
}

// hostile is a report in which every text of a person is s.
func hostile(t testing.TB, s string) *Report {
	r := readReport(t, "en.json")
	r.Title = s
	for i := range r.Sections {
		sec := &r.Sections[i]
		sec.Title = s
		for j := range sec.Threads {
			th := &sec.Threads[j]
			th.Text, th.ModelAnswer = s, s
			for k := range th.Points {
				th.Points[k].Text, th.Points[k].Label = s, s
				for l := range th.Points[k].Evidence {
					th.Points[k].Evidence[l].Text = s
				}
			}
			for k := range th.Turns {
				th.Turns[k].Text = s
			}
			th.Claims = []ClaimReport{{Turn: "a1", Claim: Claim{Span: Span{Text: s}, Sheet: s, Line: 3}}}
		}
	}
	return r
}

// blocksOf lists the document around people's texts: its blocks, without what is
// inside paragraphs and without the quotations, plus whatever must never be
// there.
func blocksOf(t testing.TB, markdown []byte) []string {
	t.Helper()
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(markdown))
	var kinds []string
	quotes := 0
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		_, quote := n.(*ast.Blockquote)
		switch {
		case quote && entering:
			if quotes++; quotes == 1 {
				kinds = append(kinds, "Blockquote")
			}
		case quote:
			quotes--
		case !entering:
		case n.Kind() == ast.KindRawHTML || n.Kind() == ast.KindHTMLBlock:
			t.Errorf("HTML in the report:\n%s", markdown)
			return ast.WalkStop, nil
		case quotes > 0:
		case n.Kind() == ast.KindLink || n.Kind() == ast.KindImage || n.Kind() == ast.KindCodeSpan || n.Kind() == ast.KindEmphasis:
			kinds = append(kinds, n.Kind().String())
		case n.Type() == ast.TypeBlock:
			kinds = append(kinds, n.Kind().String())
		}
		return ast.WalkContinue, nil
	})
	return kinds
}

var hostileTexts = []string{
	"# heading", "### heading ###", "- item", "+ item", "1. item", "12) item", "> quote", "```\nfence", "~~~\nfence",
	"a\n===", "a\n---", "***", "| a | b |\n|---|---|\n| c | d |", "a\n:--|--:\nb|c", "a | b", "<script>alert(1)</script>",
	"<div>\n\n<b>x", "<!-- open", "<?php", "<![CDATA[", "&lt;b&gt; &#60;", "[x](y)", "![x](y)", "[x]: http://example.org", "[x]",
	"**bold", "__bold__", "_a_", "~~gone~~", "`code", "``a`", "\\", "a\\\nb", "    indented", "\tindented", "\x00", "a\r\nb\rc",
	"\u2028# x", "$x$", "- [ ] task", "\\<b>", "`<b>`", "` \n<script>` <b>", "<a\nhref=x>", "> <div>\n<b>", "<textarea>\n\n</textarea>", "<pre", "x <y@z.org>",
	"*", "_", "a_", "**a**b", "\u202Eabc", "\xff\xfe", "#", "##", "=1+1", "[^1]: note", "www.example.org", "- a\n\n      <b>", "\t<b>", "1. ```\n<b>",
	strings.Repeat("<b>\n# x\n", maxQuoted/8),
}

func TestReportKeepsItsShape(t *testing.T) {
	inUTC(t)
	want := blocksOf(t, hostile(t, "plain words").Markdown())
	for _, s := range hostileTexts {
		t.Run(s[:min(20, len(s))], func(t *testing.T) {
			for _, s := range []string{s, "before " + s, s + " after", "line\n" + s, s + "\n" + s} {
				if diff := cmp.Diff(want, blocksOf(t, hostile(t, s).Markdown())); diff != "" {
					t.Fatalf("%q changed the document (-plain +now)\n%s", s, diff)
				}
			}
		})
	}
}

func FuzzReportKeepsItsShape(f *testing.F) {
	for _, s := range hostileTexts {
		f.Add(s)
	}
	plain := hostile(f, "plain words").Markdown()
	f.Fuzz(func(t *testing.T, s string) {
		if !strings.ContainsFunc(escapeInline(s), func(r rune) bool { return r != ' ' }) {
			t.Skip("an empty text leaves an empty place")
		}
		if diff := cmp.Diff(blocksOf(t, plain), blocksOf(t, hostile(t, s).Markdown())); diff != "" {
			t.Fatalf("changed the document (-plain +now)\n%s", diff)
		}
	})
}

// What a person wrote comes out again as it was, once the Markdown is shown.
func TestEscapedTextShowsAsItIs(t *testing.T) {
	for _, s := range []string{
		"a*b*c", "snake_case_name", "_x_", "C# and #1", "1. first", "a < b && c > d", "<b>", "&amp;", "50% ~ 60%", "$5", `C:\dir\`, "[x](y) ![z]", "- no item", "「監視」を*強く*推す",
	} {
		var shown bytes.Buffer
		for _, line := range escapeLines(s) {
			doc := goldmark.New(goldmark.WithExtensions(extension.Strikethrough, extension.Table)).Parser().Parse(text.NewReader([]byte(line)))
			_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
				if t, ok := n.(*ast.Text); ok && entering {
					shown.Write(unescaped(t.Segment.Value([]byte(line))))
				}
				return ast.WalkContinue, nil
			})
		}
		if shown.String() != s {
			t.Errorf("%q shows as %q", s, shown.String())
		}
	}
}

// unescaped takes out the backslashes, as a renderer does.
func unescaped(b []byte) []byte {
	var out []byte
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) && b[i+1] < 0x80 && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", b[i+1]) >= 0 {
			i++
		}
		out = append(out, b[i])
	}
	return out
}

func TestPercent(t *testing.T) {
	for share, want := range map[float64]string{0: "0%", 0.001: "1%", 0.5: "50%", 0.999: "99%", 1: "100%"} {
		if have := perCent(share); have != want {
			t.Errorf("%v is %s, not %s", share, have, want)
		}
	}
}
