// Package protocol is the messages of the interview's socket in both
// directions, as docs/protocol.md describes them. It knows nothing of what they
// mean. Start from [FromServer] and [FromClient]; testdata/ holds one example of
// each, which the browser application's tests read too.
package protocol

import "encoding/json"

// Subprotocol is what both sides offer at the upgrade.
const Subprotocol = "mondo.v1"

// Close codes beside the standard ones.
const (
	CloseTooSlow     = 4000 // the client took nothing for ten seconds; connect again
	CloseNoInterview = 4004
	CloseBadMessage  = 4400
)

// FromServer is a frame from the server: one of the types below.
type FromServer interface{ fromServer() }

// The frames from the server.
type (
	Hello struct {
		Interview string `json:"interview"`
		Seq       int64  `json:"seq"`
		Now       int64  `json:"now"`
	}
	Event struct {
		Seq     int64           `json:"seq"`
		At      int64           `json:"at"`
		Command string          `json:"command,omitempty"`
		Kind    string          `json:"kind"`
		Data    json.RawMessage `json:"data"`
	}
	Turn struct {
		Turn   string `json:"turn"`
		Kind   string `json:"kind"`
		Thread int    `json:"thread"`
	}
	Delta struct {
		Turn   string `json:"turn"`
		Offset int    `json:"offset"` // UTF-16 units before Text
		Text   string `json:"text"`
	}
	Withdraw struct {
		Turn string `json:"turn"`
	}
	Accepted struct {
		Command string `json:"command"`
		Seq     int64  `json:"seq"`
	}
	Refused struct {
		Command string `json:"command"`
		Code    string `json:"code"`
		Message string `json:"message"`
	}
	Notice struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	}
	Beat struct {
		Now int64 `json:"now"`
	}
	Heard struct {
		Take    string `json:"take"`
		Samples int    `json:"samples"` // that the server has, without a hole
	}
	Transcript struct {
		Take  string `json:"take"`
		Text  string `json:"text"`
		Firm  int    `json:"firm"` // UTF-16 units that will not change while somebody speaks
		Final bool   `json:"final"`
	}
	Unusable struct {
		Take string `json:"take"`
		Code string `json:"code"`
	}
	Ticks struct {
		Take      string   `json:"take"`
		KeyPoints []string `json:"key_points"` // ids, never null
	}
)

// Why the sound of a take is no answer: the codes of [Unusable].
const (
	UnusableSilence  = "silence"   // there is hardly any sound
	UnusableNoise    = "noise"     // there is sound, and no words in it
	UnusableTooShort = "too_short" // somebody speaks for less than 0.4 s
	UnusableClipped  = "clipped"   // too loud for the microphone to be understood
	UnusableFailed   = "failed"    // nobody could recognise it; it may be good
)

func (Hello) fromServer()    {}
func (Event) fromServer()    {}
func (Turn) fromServer()     {}
func (Delta) fromServer()    {}
func (Withdraw) fromServer() {}
func (Accepted) fromServer() {}
func (Refused) fromServer()  {}
func (Notice) fromServer()   {}
func (Beat) fromServer()     {}

func (Heard) fromServer()      {}
func (Transcript) fromServer() {}
func (Unusable) fromServer()   {}
func (Ticks) fromServer()      {}

// The commands about a take: the sound of one spoken answer, on its way.
const (
	SpeechBegin = "speech.begin"
	SpeechEnd   = "speech.end"
	SpeechDrop  = "speech.drop"
)

// ByBrowser is the recogniser of a take that the browser itself recognises: the
// server only keeps time.
const ByBrowser = "browser"

// FromClient is a command frame from the client.
type FromClient struct {
	Type     string `json:"type"`
	ID       string `json:"id"`
	To       string `json:"to,omitempty"`
	Text     string `json:"text,omitempty"`
	Modality string `json:"modality,omitempty"`
	// Take is made by the client, like an id. An answer names the take that it was
	// spoken in, and Heard is what was recognised, before the person corrected it.
	Take  string `json:"take,omitempty"`
	Heard string `json:"heard,omitempty"`
	// Samples are all that a take has, at its end.
	Samples int `json:"samples,omitempty"`
	// Recogniser is [ByBrowser], or "" for the server's; Keep asks that the sound
	// be kept with the answer. Both are a begin's.
	Recogniser string `json:"recogniser,omitempty"`
	Keep       bool   `json:"keep,omitempty"`
}
