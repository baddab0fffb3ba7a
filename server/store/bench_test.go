package store_test

import (
	"context"
	"fmt"
	"testing"

	"mondo/server/interview"
	"mondo/server/store"
)

func eachEngine(b *testing.B, bench func(b *testing.B, s *store.Store)) {
	b.Run("sqlite", func(b *testing.B) { bench(b, open(b, sqliteDSN(b))) })
	b.Run("postgres", func(b *testing.B) { bench(b, open(b, postgresDSN(b))) })
}

// BenchmarkAppend stores one event on the disk, with what lists show.
func BenchmarkAppend(b *testing.B) {
	eachEngine(b, func(b *testing.B, s *store.Store) {
		begin(b, s, "i1")
		for seq := int64(1); b.Loop(); seq++ {
			p := &interview.Projection{Summary: interview.Summary{Answered: int(seq)}}
			if err := s.Append(context.Background(), owner, "i1", seq, []interview.Record{answer(seq+1, fmt.Sprint("c", seq))}, p); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkResume reads the 100 events that a client missed.
func BenchmarkResume(b *testing.B) {
	eachEngine(b, func(b *testing.B, s *store.Store) {
		begin(b, s, "i1")
		var records []interview.Record
		for seq := int64(2); seq <= 200; seq++ {
			records = append(records, answer(seq, ""))
		}
		if err := s.Append(context.Background(), owner, "i1", 1, records, nil); err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			if missed, err := s.Events(context.Background(), owner, "i1", 100); err != nil || len(missed) != 100 {
				b.Fatal(len(missed), err)
			}
		}
	})
}
