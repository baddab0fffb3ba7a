package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"mondo/qa"
)

// maxSheet bounds what is read of a sheet's file, in bytes. The server takes
// less; a command that only looks may look at more.
const maxSheet = 64 << 20

// readSheet reads and parses a sheet; - is the standard input.
func readSheet(w *world, path string) (source []byte, sheet *qa.Sheet, err error) {
	source, err = readInput(w, path, maxSheet)
	if err != nil {
		return nil, nil, err
	}
	return source, qa.Parse(source), nil
}

// readInput reads a file, or the standard input for -.
func readInput(w *world, path string, limit int64) ([]byte, error) {
	in := w.stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, inWords(path, err)
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return nil, fmt.Errorf("%s is a folder: name one file in it", path)
		}
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, inWords(path, err)
	}
	if int64(len(text)) > limit {
		return nil, fmt.Errorf("%s is larger than %d MB: split it", path, limit>>20)
	}
	return text, nil
}

// inWords says what is wrong with a file in a person's words.
func inWords(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such file", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s may not be read: check its permissions", path)
	}
	return fmt.Errorf("%s: %w", path, err)
}
