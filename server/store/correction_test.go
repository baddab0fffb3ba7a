package store_test

import (
	"errors"
	"fmt"
	"testing"

	"mondo/server/store"
)

func TestCorrectionsAndReadings(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		ctx, s := t.Context(), open(t, dsn)
		if err := s.PutSheet(ctx, store.Sheet{ID: "s1", Owner: owner, Name: "面接", Origin: "upload", Version: "v1"}); err != nil {
			t.Fatal(err)
		}
		put := func(sheet string, at int64, all ...store.Correction) {
			t.Helper()
			if err := s.PutCorrections(ctx, owner, sheet, all, at); err != nil {
				t.Fatal(err)
			}
		}
		kept := func(who, sheet string) []store.Correction {
			t.Helper()
			all, err := s.Corrections(ctx, who, sheet)
			if err != nil {
				t.Fatal(err)
			}
			return all
		}
		first, second := store.Correction{Heard: "レプカ", Meant: "レプリカ"}, store.Correction{Heard: "Cuban Eighties", Meant: "Kubernetes"}
		put("s1", 1, first, second)
		put("s1", 2)
		put("s1", 3, first)
		put("s2", 4, second)
		all := kept(owner, "s1")
		if len(all) != 2 || all[0].Meant != "レプリカ" || all[1].Heard != "Cuban Eighties" || all[0].ID == all[1].ID {
			t.Fatalf("kept %+v", all)
		}
		if len(kept("someone else", "s1")) > 0 {
			t.Error("others see them")
		}
		if err := s.DeleteCorrection(ctx, owner, "s1", all[1].ID); err != nil {
			t.Fatal(err)
		}
		if err := s.DeleteCorrection(ctx, owner, "s1", all[1].ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("deleted twice: %v", err)
		}
		for n := range 210 {
			put("s1", int64(10+n), store.Correction{Heard: "x", Meant: fmt.Sprint(n)})
		}
		if all := kept(owner, "s1"); len(all) != 200 || all[0].Meant != "209" || all[199].Meant != "10" {
			t.Errorf("%d are kept, from %+v to %+v", len(all), all[0], all[len(all)-1])
		}

		for _, list := range []string{"ECS = イーシーエス\n", "P99 = ピー99\n", ""} {
			if err := s.PutReadings(ctx, owner, "s1", list, 1); err != nil {
				t.Fatal(err)
			}
			if got, err := s.Readings(ctx, owner, "s1"); err != nil || got != list {
				t.Errorf("read %q, %v", got, err)
			}
		}
		if err := s.PutReadings(ctx, owner, "s1", "ECS = イーシーエス\n", 2); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Readings(ctx, "someone else", "s1"); err != nil || got != "" {
			t.Errorf("somebody else reads %q, %v", got, err)
		}
		if err := s.DeleteSheet(ctx, owner, "s1"); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Readings(ctx, owner, "s1"); err != nil || got != "" || len(kept(owner, "s1")) > 0 || len(kept(owner, "s2")) != 1 {
			t.Errorf("they go with their sheet, and with no other: %q, %v", got, err)
		}
	})
}
