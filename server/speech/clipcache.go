package speech

import (
	"container/list"
	"crypto/sha256"
	"sync"
)

// clipCache keeps the clips that were used last, up to so many bytes.
type clipCache struct {
	limit int

	mu    sync.Mutex
	size  int
	order *list.List // of *cached, the last used first
	clips map[clipKey]*list.Element
}

// clipKey is what is said, and how, without saying it.
type clipKey [sha256.Size]byte

type cached struct {
	key  clipKey
	clip Clip
}

func newClipCache(limit int) *clipCache {
	return &clipCache{limit: limit, order: list.New(), clips: map[clipKey]*list.Element{}}
}

func (c *clipCache) clip(key clipKey) (Clip, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.clips[key]
	if !ok {
		return Clip{}, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*cached).clip, true
}

// keep adds a clip, and drops those that were used longest ago.
func (c *clipCache) keep(key clipKey, clip Clip) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.clips[key]; ok || len(clip.Data) > c.limit {
		return
	}
	c.clips[key] = c.order.PushFront(&cached{key, clip})
	for c.size += len(clip.Data); c.size > c.limit; {
		old := c.order.Remove(c.order.Back()).(*cached)
		delete(c.clips, old.key)
		c.size -= len(old.clip.Data)
	}
}
