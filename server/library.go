package server

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"mondo/qa"
	"mondo/server/store"
)

// library is the sheets that can be rehearsed: files on this machine, which
// stay the truth and are read again when they change, and uploaded ones.
type library struct {
	store  *store.Store
	roots  []string // absolute
	limits Limits
	now    func() time.Time
	log    *slog.Logger
	parsed *parsed

	mu    sync.Mutex
	files map[string]file // by path, as last seen
}

// entry is a sheet in the library.
type entry struct {
	id, name, origin, path string
	updatedAt              int64 // Unix milliseconds
	gone                   bool  // a file that is no longer there; sheet is what it last was
	fault                  *fault
	sheet                  *qa.Sheet // never nil; empty when fault says why
}

// The origins of a sheet.
const (
	fromFile   = "file"
	fromUpload = "upload"
)

// file is what is remembered of a file to notice that it changed.
type file struct {
	modified time.Time
	size     int64
	read     time.Time
	version  string
	fault    *fault
}

// settled is the age from which a file's time is believed: a second change
// within the grain of the clock leaves time and size as they were.
const settled = 2 * time.Second

func (f file) unchanged(info fs.FileInfo) bool {
	return f.modified.Equal(info.ModTime()) && f.size == info.Size() && f.read.Sub(f.modified) > settled
}

func newLibrary(cfg Config) (*library, error) {
	l := &library{
		store: cfg.Store, limits: cfg.Limits, now: cfg.Now, log: cfg.Logger,
		parsed: newParsed(), files: map[string]file{},
	}
	for _, p := range cfg.Sheets {
		abs, err := filepath.Abs(p)
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", p, err)
		}
		if _, err := os.Stat(abs); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("sheet %s: there is no such file or folder", p)
		} else if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", p, err)
		}
		l.roots = append(l.roots, abs)
	}
	if found := len(l.walk()); found == l.limits.Sheets {
		l.log.Warn("the folders may hold more sheets than are shown; name smaller ones", "shown", found)
	}
	return l, nil
}

// list is the whole library: files in the order of the command line, then those
// that are gone, then uploaded sheets by name.
func (l *library) list(ctx context.Context, owner string) ([]entry, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var present []entry
	here := map[string]bool{}
	for _, path := range l.walk() {
		e, err := l.look(ctx, owner, path)
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed between the two looks
		}
		if here[e.id] {
			continue // given twice, as a file and with its folder
		}
		here[e.id] = true
		present = append(present, e)
	}
	kept, err := l.store.Sheets(ctx, owner)
	if err != nil {
		return nil, err
	}
	var gone, uploaded []entry
	for _, k := range kept {
		switch {
		case k.Origin == fromUpload:
			uploaded = append(uploaded, l.stored(k))
		case !here[k.ID] && l.covers(k.Path):
			gone = append(gone, l.stored(k))
		}
	}
	return append(append(present, gone...), uploaded...), nil
}

// find is one sheet of the library. A file that the server no longer looks
// after is found as gone, because interviews may still point to it.
func (l *library) find(ctx context.Context, owner, id string) (entry, error) {
	if strings.HasPrefix(id, filePrefix) {
		e, ok, err := l.findFile(ctx, owner, id)
		if ok || err != nil {
			return e, err
		}
	}
	kept, err := l.store.Sheet(ctx, owner, id)
	if err != nil {
		return entry{}, orMissing(err, errNoSheet)
	}
	return l.stored(kept), nil
}

func (l *library) findFile(ctx context.Context, owner, id string) (entry, bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, path := range l.walk() {
		if FileID(path) != id {
			continue
		}
		e, err := l.look(ctx, owner, path)
		if errors.Is(err, fs.ErrNotExist) {
			return entry{}, false, nil
		}
		return e, true, err
	}
	return entry{}, false, nil
}

// source is the Markdown of a sheet as it is.
func (l *library) source(ctx context.Context, owner string, e entry) (string, error) {
	if e.origin == fromFile && !e.gone {
		return readSheet(e.path, l.limits.SheetBytes)
	}
	kept, err := l.store.Sheet(ctx, owner, e.id)
	return kept.Source, orMissing(err, errNoSheet)
}

// walk lists the files that the roots hold now.
func (l *library) walk() []string {
	var paths []string
	for _, root := range l.roots {
		// What cannot be read has no sheets to offer; the root itself was there
		// at the start, and may come back.
		_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return fs.SkipDir
			case len(paths) >= l.limits.Sheets:
				return fs.SkipAll
			case path == root && !d.IsDir():
				paths = append(paths, path)
			case d.IsDir() && path != root && (hidden(d) || depth(root, path) > maxDepth):
				return fs.SkipDir
			case !d.IsDir() && !hidden(d) && isSheetName(path):
				paths = append(paths, path)
			}
			return nil
		})
	}
	return paths
}

// maxDepth is how deep a folder of sheets may be nested; deeper is somebody's
// whole disk.
const maxDepth = 4

func hidden(d fs.DirEntry) bool {
	return strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules"
}

func depth(root, path string) int {
	rel, err := filepath.Rel(root, path)
	if err != nil {
		return 0
	}
	return strings.Count(rel, string(filepath.Separator)) + 1
}

func isSheetName(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".md", ".markdown", ".txt":
		return true
	}
	return false
}

// covers reports whether the path is one that the command line asked for.
func (l *library) covers(path string) bool {
	for _, root := range l.roots {
		if path == root || strings.HasPrefix(path, root+string(filepath.Separator)) {
			return true
		}
	}
	return false
}

// look reads a file unless it is as it was. The error is about a file that is
// not there; any other trouble is the entry's fault, for its reader to see.
func (l *library) look(ctx context.Context, owner, path string) (entry, error) {
	info, err := os.Stat(path)
	if err != nil {
		return entry{}, err
	}
	e := entry{
		id: FileID(path), name: filepath.Base(path), origin: fromFile, path: path,
		updatedAt: info.ModTime().UnixMilli(),
	}
	f, known := l.files[path]
	if known && f.unchanged(info) {
		if e.fault = f.fault; f.fault != nil {
			e.sheet = unreadable
			return e, nil
		}
		if sheet, ok := l.parsed.find(f.version); ok {
			e.sheet = titled(sheet, e.name)
			return e, nil
		}
	}
	was := f.version
	f = file{modified: info.ModTime(), size: info.Size(), read: l.now()}
	source, err := readSheet(path, l.limits.SheetBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return entry{}, err
	case err != nil:
		f.fault = faultOfFile(err)
		e.fault, e.sheet = f.fault, unreadable
	default:
		sheet := l.parsed.parse(source)
		f.version = sheet.Version
		e.sheet = titled(sheet, e.name)
		if f.version != was {
			l.keep(ctx, owner, e, source)
		}
	}
	l.files[path] = f
	return e, nil
}

// keep stores what a file says now, so that interviews can be scored again and a
// removed file is not forgotten. A library that cannot be written still reads.
func (l *library) keep(ctx context.Context, owner string, e entry, source string) {
	err := l.store.PutSheet(ctx, store.Sheet{
		ID: e.id, Owner: owner, Name: e.name, Origin: fromFile, Path: e.path,
		Source: source, Version: e.sheet.Version, CreatedAt: e.updatedAt, UpdatedAt: e.updatedAt,
	})
	if err != nil {
		l.log.Warn("a sheet's version was not kept", "error", err)
	}
}

// stored is the entry of a stored row: an uploaded sheet, or what is left of a file.
func (l *library) stored(k store.Sheet) entry {
	sheet, ok := l.parsed.find(k.Version)
	if !ok {
		sheet = l.parsed.parse(k.Source)
	}
	return entry{
		id: k.ID, name: k.Name, origin: k.Origin, path: k.Path, updatedAt: k.UpdatedAt,
		gone: k.Origin == fromFile, sheet: titled(sheet, k.Name),
	}
}

// titled gives a sheet without a title its name, so that it is called something.
func titled(s *qa.Sheet, name string) *qa.Sheet {
	if s.Title != "" {
		return s
	}
	named := *s
	named.Title = strings.TrimSuffix(name, filepath.Ext(name))
	return &named
}

var unreadable = &qa.Sheet{}

// readSheet reads a sheet's file, when it is one and not larger than limit bytes.
func readSheet(path string, limit int) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fs.ErrInvalid // a pipe or a device would never end
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, int64(limit)+1))
	if err == nil && len(src) > limit {
		err = errSheetTooLarge.with(size(limit))
	}
	return string(src), err
}

const filePrefix = "f_"

// FileID is the id of the sheet in the file of that absolute path: history
// follows a file through its edits, and is the same for every program that
// rehearses it.
func FileID(path string) string {
	sum := sha256.Sum256([]byte(path))
	return filePrefix + idEncoding.EncodeToString(sum[:10])
}

var idEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// newID makes an id that nobody can guess.
func (s *Server) newID(prefix string) (string, error) {
	var b [10]byte
	if _, err := io.ReadFull(s.Random, b[:]); err != nil {
		return "", fmt.Errorf("make an id: %w", err)
	}
	return prefix + idEncoding.EncodeToString(b[:]), nil
}

// size writes a limit as people read it.
func size(bytes int) string {
	if bytes >= 1<<20 && bytes%(1<<20) == 0 {
		return fmt.Sprintf("%d MB", bytes>>20)
	}
	return fmt.Sprintf("%d KB", bytes>>10)
}
