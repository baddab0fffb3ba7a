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

// FromClient is a command frame from the client.
type FromClient struct {
	Type     string `json:"type"`
	ID       string `json:"id"`
	To       string `json:"to,omitempty"`
	Text     string `json:"text,omitempty"`
	Modality string `json:"modality,omitempty"`
}
