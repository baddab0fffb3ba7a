package server

import (
	"container/list"
	"sync"

	"mondo/qa"
)

// parsed keeps parsed sheets by version, the least used going first when their
// sources come to more than maxParsed bytes.
type parsed struct {
	mu     sync.Mutex
	bytes  int
	recent *list.List // of *parsedSheet, the last used in front
	by     map[string]*list.Element
}

type parsedSheet struct {
	sheet *qa.Sheet
	bytes int
}

// maxParsed is about ten times as much in memory, and about a thousand sheets.
const maxParsed = 16 << 20

func newParsed() *parsed { return &parsed{recent: list.New(), by: map[string]*list.Element{}} }

func (p *parsed) find(version string) (*qa.Sheet, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	el, ok := p.by[version]
	if !ok {
		return nil, false
	}
	p.recent.MoveToFront(el)
	return el.Value.(*parsedSheet).sheet, true
}

func (p *parsed) parse(source string) *qa.Sheet {
	sheet := qa.Parse([]byte(source))
	p.mu.Lock()
	defer p.mu.Unlock()
	if el, ok := p.by[sheet.Version]; ok {
		return el.Value.(*parsedSheet).sheet
	}
	p.by[sheet.Version] = p.recent.PushFront(&parsedSheet{sheet, len(source)})
	p.bytes += len(source)
	for p.bytes > maxParsed && p.recent.Len() > 1 {
		last := p.recent.Remove(p.recent.Back()).(*parsedSheet)
		delete(p.by, last.sheet.Version)
		p.bytes -= last.bytes
	}
	return sheet
}
