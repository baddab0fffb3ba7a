package qa

import (
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// blockKind is what a block of the document is.
type blockKind int

const (
	headingBlock blockKind = iota
	paragraphBlock
	listBlock
	itemBlock
	tableBlock
	fenceBlock
	quoteBlock
	ruleBlock
	summaryBlock // the headline of a fold (<summary>)
)

// block is a piece of the document with its place in the file.
type block struct {
	kind    blockKind
	level   int    // of a heading
	ordered bool   // of a list or an item
	info    string // of a fence
	lines   []line // the text of a heading, paragraph, table or fence, as Markdown
	kids    []*block
	from    int // first line in the file, from 1
	to      int // last line, inclusive
}

// text is the block's own Markdown in one string.
func (b *block) text() string {
	parts := make([]string, len(b.lines))
	for i, l := range b.lines {
		parts[i] = l.text
	}
	return strings.Join(parts, "\n")
}

// blockParser reads the block structure only. Inline marks are read from the raw
// text (see inline.go): CommonMark does not take **「監視」**を for bold. Indented
// code and HTML are left out because in a sheet both are text, underlined headings
// because canonical has rewritten them.
func blockParser() parser.Parser {
	return parser.NewParser(parser.WithBlockParsers(
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(parser.NewListParser(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	))
}

// readBlocks parses canonical lines into the blocks of the document.
func readBlocks(lines []line) []*block {
	var b strings.Builder
	starts := make([]int, len(lines))
	for i, l := range lines {
		starts[i] = b.Len()
		b.WriteString(l.text)
		b.WriteByte('\n')
	}
	src := []byte(b.String())
	r := blockReader{src: src, lines: lines, starts: starts}
	return r.children(blockParser().Parse(gmtext.NewReader(src)))
}

// blockReader turns goldmark's nodes into blocks.
type blockReader struct {
	src    []byte
	lines  []line
	starts []int
}

// num is the number in the file of the line that a byte of src stands in.
func (r *blockReader) num(offset int) int {
	i := sort.SearchInts(r.starts, offset+1) - 1
	return r.lines[max(i, 0)].num
}

func (r *blockReader) children(n ast.Node) []*block {
	var out []*block
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if b := r.block(c); b != nil {
			out = append(out, r.split(b)...)
		}
	}
	return out
}

func (r *blockReader) block(n ast.Node) *block {
	b := &block{}
	if p := n.Pos(); p >= 0 {
		b.from = r.num(p)
	}
	switch n := n.(type) {
	case *ast.Heading:
		b.kind, b.level = headingBlock, n.Level
	case *ast.Paragraph, *ast.TextBlock:
		b.kind = paragraphBlock
	case *ast.List:
		b.kind, b.ordered = listBlock, n.IsOrdered()
	case *ast.ListItem:
		b.kind = itemBlock
		b.ordered = n.Parent().(*ast.List).IsOrdered()
	case *ast.FencedCodeBlock:
		b.kind = fenceBlock
		if n.Info != nil {
			b.info = strings.TrimSpace(string(n.Info.Value(r.src)))
		}
	case *ast.Blockquote:
		b.kind = quoteBlock
	case *ast.ThematicBreak:
		b.kind = ruleBlock
	default:
		return nil
	}
	r.fill(b, n)
	return b
}

// fill gives a block its lines, its children and its last line.
func (r *blockReader) fill(b *block, n ast.Node) {
	switch b.kind {
	case listBlock, itemBlock, quoteBlock:
		b.kids = r.children(n)
		if len(b.kids) > 0 {
			if b.from == 0 {
				b.from = b.kids[0].from
			}
			b.to = b.kids[len(b.kids)-1].to
		}
	default:
		segments := n.Lines()
		for i := range segments.Len() {
			s := segments.At(i)
			b.lines = append(b.lines, line{strings.TrimRight(string(s.Value(r.src)), "\n"), r.num(s.Start)})
		}
		if len(b.lines) > 0 {
			if b.from == 0 || b.kind != fenceBlock {
				b.from = b.lines[0].num
			}
			b.to = b.lines[len(b.lines)-1].num
		}
		if b.kind == fenceBlock {
			b.to = r.fenceEnd(b)
		}
	}
	b.to = max(b.to, b.from)
}

// fenceEnd is the line of a fence's closing marks.
func (r *blockReader) fenceEnd(b *block) int {
	last := max(b.from, b.to)
	i := sort.Search(len(r.lines), func(i int) bool { return r.lines[i].num > last })
	if i < len(r.lines) && isFence(strings.TrimLeft(r.lines[i].text, " >")) {
		return r.lines[i].num
	}
	return last
}

// split takes a paragraph apart that holds more than one thing: text above a
// table, and the headline of a fold.
func (r *blockReader) split(b *block) []*block {
	if b.kind != paragraphBlock {
		return []*block{b}
	}
	var out []*block
	rest := b.lines
	for i := 0; i < len(rest); i++ {
		if text, ok := strings.CutPrefix(rest[i].text, summaryMark); ok {
			out = append(out, paragraph(paragraphBlock, rest[:i])...)
			out = append(out, paragraph(summaryBlock, []line{{text, rest[i].num}})...)
			rest, i = rest[i+1:], -1
			continue
		}
		if i > 0 && isDelimiterRow(rest[i].text) && strings.Contains(rest[i-1].text, "|") {
			out = append(out, paragraph(paragraphBlock, rest[:i-1])...)
			end := i + 1
			for end < len(rest) && strings.Contains(rest[end].text, "|") {
				end++
			}
			out = append(out, paragraph(tableBlock, rest[i-1:end])...)
			rest, i = rest[end:], -1
		}
	}
	return append(out, paragraph(paragraphBlock, rest)...)
}

func paragraph(kind blockKind, lines []line) []*block {
	if len(lines) == 0 {
		return nil
	}
	return []*block{{kind: kind, lines: lines, from: lines[0].num, to: lines[len(lines)-1].num}}
}
