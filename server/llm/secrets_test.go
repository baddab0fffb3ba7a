package llm_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"mondo/prompts"
	"mondo/server/llm"
	"mondo/server/llm/llmtest"
)

// Whatever a server does, and some repeat what they were sent, nothing of a
// prompt, a reply or the key is in a log or an error.
func TestNothingPersonalIsLoggedOrInErrors(t *testing.T) {
	const (
		question = "SECRETQUESTION"
		answer   = "秘密の答え"
		reply    = "SECRETREPLY秘密の返事"
	)
	var (
		book   logbook
		mu     sync.Mutex
		errors strings.Builder
	)
	note := func(f llmtest.Fault, err error) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Fprintf(&errors, "%s: %v %+v %#v\n", f, err, err, err)
	}
	t.Run("every fault", func(t *testing.T) {
		for _, f := range append(llmtest.All(), "") {
			t.Run(string(f), func(t *testing.T) {
				t.Parallel()
				srv := llmtest.Start(t, llmtest.Script{Fault: f, Reader: llmtest.Always(reply)})
				client := connect(t, srv, hurried, func(c *llm.Config) { c.Logger = book.logger() })
				for _, p := range []prompts.Prompt{spoken, written} {
					p.Messages = []prompts.Message{{Speaker: prompts.System, Content: question}, {Speaker: prompts.User, Content: answer}}
					_, _, err := listen(t, client, p)
					note(f, err)
					_, err = client.Complete(soon(t), "i", p)
					note(f, err)
				}
				note(f, fmt.Errorf("trial %+v", client.Try(soon(t))))
			})
		}
	})
	t.Run("no server", func(t *testing.T) {
		srv := llmtest.New(llmtest.Script{})
		for _, url := range []string{"http://127.0.0.1:1/v1", "http://no-such-host.invalid/v1", "https://127.0.0.1:1/v1"} {
			srv.URL = url
			_, err := connect(t, srv, hurried, func(c *llm.Config) { c.Logger = book.logger() }).Complete(soon(t), "i", spoken)
			note("", err)
		}
	})
	for where, text := range map[string]string{"log": book.text(), "errors": errors.String()} {
		if len(text) < 1000 {
			t.Errorf("the %s has next to nothing in it", where)
		}
		for _, secret := range []string{key, "5ecret", question, answer, "SECRETREPLY", "秘密", "thinking", llmtest.Thought} {
			for line := range strings.Lines(text) {
				if strings.Contains(line, secret) {
					t.Errorf("%s: %q is in %s", where, secret, line)
					break
				}
			}
		}
	}
}
