package store_test

import (
	"errors"
	"testing"

	"mondo/server/store"
)

func TestSettings(t *testing.T) {
	type choice struct{ Model, Key string }
	onBoth(t, func(t *testing.T, dsn string) {
		ctx, s := t.Context(), open(t, dsn)
		var got choice
		if err := s.Setting(ctx, owner, "model", &got); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("before anything was chosen: %v", err)
		}
		for n, want := range []choice{{"小さなモデル", "sk-1"}, {"a\x00b", ""}} {
			if err := s.PutSetting(ctx, owner, "model", want, int64(n)); err != nil {
				t.Fatal(err)
			}
			if err := s.Setting(ctx, owner, "model", &got); err != nil || got != want {
				t.Errorf("got %+v, %v", got, err)
			}
		}
		if err := s.Setting(ctx, "someone else", "model", &got); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("somebody else sees it: %v", err)
		}
		var number int
		if err := s.Setting(ctx, owner, "model", &number); err == nil || errors.Is(err, store.ErrNotFound) {
			t.Errorf("read as a number: %v", err)
		}
		for range 2 {
			if err := s.DeleteSetting(ctx, owner, "model"); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Setting(ctx, owner, "model", &got); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("after it was forgotten: %v", err)
		}
	})
}
