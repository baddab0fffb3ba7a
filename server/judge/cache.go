package judge

import (
	"container/list"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"mondo/prompts"
)

// key names what a reading depends on.
type key [sha256.Size]byte

func keyOf(parts ...string) key {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d %s", len(p), p) // with lengths, so that no two lists run together
	}
	return key(h.Sum(nil))
}

// pointKey is the key of the reading of one point of an answer.
func (j *Judge) pointKey(h *hearing, p int) key {
	k := h.points[p]
	return keyOf(append([]string{
		"point", j.name, strconv.Itoa(prompts.JudgeVersion), h.SheetVersion, string(h.Lang), h.Question.ID, h.Question.Text,
		h.Modality, h.Answer, k.ID, k.Text,
	}, k.elements...)...)
}

// answerKey is the key of an answer's comparison with the sheet.
func (j *Judge) answerKey(h *hearing) key {
	parts := []string{
		"claims", j.name, strconv.Itoa(prompts.ClaimsVersion), h.SheetVersion, string(h.Lang), h.Question.ID, h.Question.Text,
		h.Question.ModelAnswer, h.Modality, h.Answer,
	}
	for _, k := range h.points {
		parts = append(parts, k.ID, k.Text)
	}
	return keyOf(parts...)
}

// cache remembers values by key, the last used ones up to a limit. Those who want
// the same key at the same time share the work on it.
type cache[V any] struct {
	limit int

	mu    sync.Mutex
	known map[key]*list.Element
	order *list.List            // of remembered[V], the last used in front
	busy  map[key]chan struct{} // closed when whoever works on the key has done
}

type remembered[V any] struct {
	key   key
	value V
}

func newCache[V any](limit int) *cache[V] {
	return &cache[V]{limit: limit, known: map[key]*list.Element{}, order: list.New(), busy: map[key]chan struct{}{}}
}

// through gives the values of keys: remembered ones, those that somebody else is
// at work on, and for the rest what work makes. A key for which work makes
// nothing is left out, and is work again for whoever waited for it. It fails only
// when ctx ends while it waits.
func (c *cache[V]) through(ctx context.Context, keys []key, work func(mine []key) map[key]V) (map[key]V, error) {
	got := map[key]V{}
	for len(keys) > 0 {
		mine, theirs := c.claim(keys, got)
		if len(mine) > 0 {
			c.work(mine, got, work)
		}
		for _, done := range theirs {
			select {
			case <-done:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		keys = slices.DeleteFunc(slices.Clone(keys), func(k key) bool {
			_, known := got[k]
			return known || slices.Contains(mine, k)
		})
	}
	return got, nil
}

// claim puts the remembered values into got and takes the keys that nobody works on.
func (c *cache[V]) claim(keys []key, got map[key]V) (mine []key, theirs []chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, k := range keys {
		if e, known := c.known[k]; known {
			c.order.MoveToFront(e)
			got[k] = e.Value.(remembered[V]).value
		} else if slices.Contains(mine, k) {
			continue
		} else if done, busy := c.busy[k]; busy {
			theirs = append(theirs, done)
		} else {
			c.busy[k] = make(chan struct{})
			mine = append(mine, k)
		}
	}
	return mine, theirs
}

// work makes the values of claimed keys, and lets go of them however it ends.
func (c *cache[V]) work(mine []key, got map[key]V, work func([]key) map[key]V) {
	var made map[key]V
	defer func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		for _, k := range mine {
			close(c.busy[k])
			delete(c.busy, k)
			if v, ok := made[k]; ok {
				got[k] = v
				c.add(k, v)
			}
		}
	}()
	made = work(mine)
}

func (c *cache[V]) add(k key, v V) {
	c.known[k] = c.order.PushFront(remembered[V]{k, v})
	for c.order.Len() > c.limit {
		last := c.order.Back()
		c.order.Remove(last)
		delete(c.known, last.Value.(remembered[V]).key)
	}
}
