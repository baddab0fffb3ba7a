package speechtest

import (
	"io"
	"net/http"
	"strconv"
	"strings"
)

// Fault is something that goes wrong with a request.
type Fault struct {
	Status     int    // instead of an answer
	RetryAfter int    // in seconds, with Status; 0 says nothing
	Body       string // with Status, or with 200 when there is none
	Type       string // of Body
	Cut        bool   // the connection breaks
	Hang       bool   // nothing comes until the client has gone
	Endless    bool   // the answer does not end
}

// happen makes it happen, and reports whether that was all.
func (f Fault) happen(w http.ResponseWriter, r *http.Request, body []byte) bool {
	switch {
	case f.Hang:
		<-r.Context().Done()
	case f.Cut:
		panic(http.ErrAbortHandler)
	case f.Endless:
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"text":"`)
		for filler := strings.Repeat("あ", 1<<14); r.Context().Err() == nil; {
			if _, err := io.WriteString(w, filler); err != nil {
				return true
			}
		}
	case f.Status != 0 || f.Body != "":
		f.say(w, r, body)
	default:
		return false
	}
	return true
}

func (f Fault) say(w http.ResponseWriter, r *http.Request, body []byte) {
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
	}
	if f.Body == "" { // a server that repeats all that it was told
		refuse(w, f.Status, string(body[:min(len(body), 2000)])+r.Header.Get("Authorization"), "")
		return
	}
	if f.Type != "" {
		w.Header().Set("Content-Type", f.Type)
	}
	w.WriteHeader(max(f.Status, http.StatusOK))
	_, _ = io.WriteString(w, f.Body)
}
