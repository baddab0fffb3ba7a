package store_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"mondo/server/store"
)

func TestRecordings(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		ctx, s := t.Context(), open(t, dsn)
		begin(t, s, "i1")
		begin(t, s, "i2")
		first, second := []byte{0, 1, 2, 0xff, 0}, bytes.Repeat([]byte{0, 0xfe}, 1<<20)
		put := func(who, id, take string, wav []byte) error {
			t.Helper()
			return s.PutRecording(ctx, who, id, take, wav, 1000)
		}
		for _, err := range []error{
			put(owner, "i1", "take_1", second), put(owner, "i1", "take_1", first),
			put(owner, "i1", "take_2", second), put(owner, "i2", "take_1", second),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, err := range []error{put("someone else", "i1", "take_3", first), put(owner, "i9", "take_1", first)} {
			if !errors.Is(err, store.ErrNotFound) {
				t.Errorf("kept with another's interview, or with none: %v", err)
			}
		}
		if wav, err := s.Recording(ctx, owner, "i1", "take_1"); err != nil || !bytes.Equal(wav, first) {
			t.Errorf("read %d bytes, %v", len(wav), err)
		}
		if wav, err := s.Recording(ctx, owner, "i1", "take_2"); err != nil || !bytes.Equal(wav, second) {
			t.Errorf("read %d bytes, %v", len(wav), err)
		}
		if _, err := s.Recording(ctx, "someone else", "i1", "take_1"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("somebody else hears it: %v", err)
		}
		takes, err := s.Recordings(ctx, owner, "i1")
		if slices.Sort(takes); err != nil || !slices.Equal(takes, []string{"take_1", "take_2"}) {
			t.Errorf("listed %v, %v", takes, err)
		}
		if err := s.DeleteRecording(ctx, "someone else", "i1", "take_1"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("somebody else deleted it: %v", err)
		}
		if err := s.DeleteRecording(ctx, owner, "i1", "take_1"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Recording(ctx, owner, "i1", "take_1"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("after it was deleted: %v", err)
		}
		if err := s.DeleteInterview(ctx, owner, "i1"); err != nil {
			t.Fatal(err)
		}
		if takes, err := s.Recordings(ctx, owner, "i1"); err != nil || len(takes) > 0 {
			t.Errorf("left behind by its interview: %v, %v", takes, err)
		}
		if _, err := s.Recording(ctx, owner, "i2", "take_1"); err != nil {
			t.Errorf("another interview's: %v", err)
		}
	})
}
