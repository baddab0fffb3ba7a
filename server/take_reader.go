package server

import (
	"slices"
	"sync"
	"unicode/utf16"

	"mondo/server/protocol"
	"mondo/server/speech"
)

// takeReader tells a client of one take what it has not been told yet. Like a
// cursor it holds a place and no queue: a slow client gets the latest.
type takeReader struct {
	take  *take
	begin string // the command that a refusal of its sound names
	keep  bool   // the person wants the sound kept
	wake  func()

	told    takeNews
	heard   bool // told since the connection began
	refused bool // its sound; what comes of it later is not taken
}

// frames are what is new.
func (r *takeReader) frames() []protocol.FromServer {
	news, ended := r.take.latest()
	id := r.take.key.id
	var frames []protocol.FromServer
	grown := news.heard/speech.Rate > r.told.heard/speech.Rate || ended && news.heard != r.told.heard
	if !r.heard || grown || news.again != r.told.again {
		frames = append(frames, protocol.Heard{Take: id, Samples: news.heard})
		r.heard, r.told.heard = true, news.heard
	}
	if news.outcome.number == 0 && news.partial != r.told.partial {
		firm := utf16Units(news.partial.Text[:news.partial.Firm])
		frames = append(frames, protocol.Transcript{Take: id, Text: news.partial.Text, Firm: firm})
	}
	if news.outcome.number != r.told.outcome.number {
		frames = append(frames, news.outcome.frame(id))
	}
	if !slices.Equal(news.ticks, r.told.ticks) {
		frames = append(frames, protocol.Ticks{Take: id, KeyPoints: news.ticks})
	}
	news.heard = r.told.heard
	r.told = news
	return frames
}

func (o takeOutcome) frame(take string) protocol.FromServer {
	if o.unusable != "" {
		return protocol.Unusable{Take: take, Code: o.unusable}
	}
	return protocol.Transcript{Take: take, Text: o.text, Firm: utf16Units(o.text), Final: true}
}

// utf16Units counts as browsers count text.
func utf16Units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// takeReaders are those of one session. The session's reading goroutine adds and
// removes, its writing one asks what is new.
type takeReaders struct {
	mu  sync.Mutex
	all map[string]*takeReader // by the take's id
}

// add begins to tell of a take, in the place of an earlier reader of it.
func (rs *takeReaders) add(r *takeReader) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if rs.all == nil {
		rs.all = map[string]*takeReader{}
	}
	rs.all[r.take.key.id] = r
}

func (rs *takeReaders) of(take string) *takeReader {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	return rs.all[take]
}

// leave stops telling of a take.
func (rs *takeReaders) leave(take string) {
	rs.mu.Lock()
	r := rs.all[take]
	delete(rs.all, take)
	rs.mu.Unlock()
	if r != nil {
		r.take.leave(r)
	}
}

// leaveAll is the end of the connection.
func (rs *takeReaders) leaveAll() {
	rs.mu.Lock()
	all := rs.all
	rs.all = nil
	rs.mu.Unlock()
	for _, r := range all {
		r.take.leave(r)
	}
}

// frames are what is new of all takes.
func (rs *takeReaders) frames() []protocol.FromServer {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	var frames []protocol.FromServer
	for _, r := range rs.all {
		frames = append(frames, r.frames()...)
	}
	return frames
}
