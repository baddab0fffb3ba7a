package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"mondo/server/store"
)

// data are the flags of commands that keep or read interviews.
type data struct {
	Data     string `placeholder:"DIR" type:"path" help:"Where Mondo keeps interviews and uploaded sheets (default: $XDG_STATE_HOME/mondo or ~/.local/state/mondo)."`
	Database string `placeholder:"DSN" help:"A database in place of the one in --data: postgres://… or the path of an SQLite file."`
}

// open opens the database that the flags name.
func (d data) open(ctx context.Context, w *world, log *slog.Logger) (*store.Store, error) {
	dsn := d.Database
	if dsn == "" {
		dir, err := d.dir(w)
		if err != nil {
			return nil, err
		}
		dsn = filepath.Join(dir, "mondo.db")
	}
	s, err := store.Open(ctx, dsn, log)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	return s, nil
}

func (d data) dir(w *world) (string, error) {
	if d.Data != "" {
		return d.Data, nil
	}
	if state, ok := w.env("XDG_STATE_HOME"); ok && filepath.IsAbs(state) {
		return filepath.Join(state, "mondo"), nil
	}
	home, ok := w.env("HOME")
	if !ok || home == "" {
		var err error
		if home, err = os.UserHomeDir(); err != nil {
			return "", errors.New("there is no home folder to keep interviews in: choose a folder with --data")
		}
	}
	return filepath.Join(home, ".local", "state", "mondo"), nil
}
