package store_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"mondo/qa"
	"mondo/server/interview"
	"mondo/server/store"
)

func TestMain(m *testing.M) {
	if dsn := os.Getenv(writerDSN); dsn != "" {
		writeUntilKilled(dsn)
		return
	}
	code := m.Run()
	stopPostgres()
	os.Exit(code)
}

// onBoth runs a test on each engine, with an empty database of its own.
func onBoth(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, sqliteDSN(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, postgresDSN(t)) })
}

func sqliteDSN(t testing.TB) string { return filepath.Join(t.TempDir(), "mondo.db") }

func open(t testing.TB, dsn string) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), dsn, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

const owner = "aki"

// planned is the first record of an interview on a sheet with one question.
func planned(sheet, version string, at int64) interview.Record {
	question := qa.Question{ID: "q1", Text: "自己紹介をお願いします。", KeyPoints: []qa.KeyPoint{{ID: "k1", Text: "運用経験が五年ある", Vital: true}}}
	return interview.Record{Seq: 1, At: at, Event: interview.Planned{
		Sheet: sheet, SheetTitle: "面接の準備", SheetVersion: version,
		Settings:  interview.Settings{Mode: interview.Mock, Persona: qa.Neutral, Lang: qa.Japanese},
		Questions: []interview.PlannedQuestion{{Section: "導入", Question: question}},
	}}
}

// begin creates an interview and fails the test when that fails.
func begin(t testing.TB, s *store.Store, id string) {
	t.Helper()
	if err := s.CreateInterview(context.Background(), owner, id, planned("s1", "v1", 1000)); err != nil {
		t.Fatal(err)
	}
}

// answer is a record of an answer that says its own number.
func answer(seq int64, command string) interview.Record {
	return interview.Record{Seq: seq, At: 1000 + seq, Command: command, Event: interview.AnswerGiven{
		ID: fmt.Sprintf("a%d", seq), To: "t1", Text: fmt.Sprintf("答え %d 番です。", seq), Modality: interview.Typed,
	}}
}
