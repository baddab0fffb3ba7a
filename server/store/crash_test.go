package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"sync"
	"testing"

	"mondo/server/interview"
	"mondo/server/store"
)

// writerDSN, when set, makes the test binary a writer that is to be killed.
const writerDSN = "MONDO_TEST_WRITER_DSN"

const crashWriters = 4 // interviews that the writer fills at once

// TestKillLosesNothingAcknowledged kills a process that writes as fast as it
// can, several times over, and looks for every event that the process said was
// stored.
func TestKillLosesNothingAcknowledged(t *testing.T) {
	onBoth(t, func(t *testing.T, dsn string) {
		acknowledged := map[string]int64{}
		for round := range 4 {
			killedAfter(t, dsn, 60+40*round, acknowledged)
			s := open(t, dsn)
			for id, last := range acknowledged {
				records, err := s.Events(context.Background(), owner, id, 0)
				if err != nil {
					t.Fatalf("round %d: %s: %v", round, id, err)
				}
				if int64(len(records)) < last || records[len(records)-1].Seq != int64(len(records)) {
					t.Fatalf("round %d: %s has %d records up to %d, and %d were acknowledged",
						round, id, len(records), records[len(records)-1].Seq, last)
				}
			}
			s.Close()
		}
		if len(acknowledged) == 0 {
			t.Fatal("the writer acknowledged nothing")
		}
	})
}

// killedAfter lets a writer acknowledge that many events, kills it, and notes
// the last number that it acknowledged of each interview.
func killedAfter(t *testing.T, dsn string, events int, acknowledged map[string]int64) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), writerDSN+"="+dsn)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ { // goes on to the end of what was written before the kill
		var id string
		var seq int64
		if _, err := fmt.Sscan(lines.Text(), &id, &seq); err == nil {
			acknowledged[id] = max(acknowledged[id], seq)
		}
		if n == events {
			child.Process.Kill()
		}
	}
	child.Wait()
}

// writeUntilKilled says on standard output what was stored, after it was.
func writeUntilKilled(dsn string) {
	s, err := store.Open(context.Background(), dsn, slog.New(slog.DiscardHandler))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	var all sync.WaitGroup
	for n := range crashWriters {
		all.Go(func() { fill(s, fmt.Sprintf("i%d", n)) })
	}
	all.Wait()
}

func fill(s *store.Store, id string) {
	ctx := context.Background()
	if err := s.CreateInterview(ctx, owner, id, planned("s1", "v1", 1)); err != nil && !errors.Is(err, store.ErrExists) {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	records, err := s.Events(ctx, owner, id, 0)
	for seq := int64(len(records)); err == nil; seq++ {
		fmt.Println(id, seq)
		p := &interview.Projection{Summary: interview.Summary{Answered: int(seq)}}
		err = s.Append(ctx, owner, id, seq, []interview.Record{answer(seq+1, "")}, p)
	}
	fmt.Fprintln(os.Stderr, err)
}
