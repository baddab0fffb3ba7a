package store

import (
	"errors"
	"fmt"

	"mondo/server/interview"
)

// What a caller can do something about. Each may come wrapped, with the
// driver's own words behind it.
var (
	// ErrNotFound: there is no such row, or it is another owner's.
	ErrNotFound = interview.ErrNotFound
	// ErrConflict: another writer was first; see [Store.Append].
	ErrConflict = interview.ErrConflict
	// ErrExists: the id is taken.
	ErrExists = errors.New("exists already")
	// ErrNewer: the database was made by a newer version of the program.
	ErrNewer = errors.New("the database was made by a newer version of mondo: use that version, or another database")
	// ErrLocked: another process held the database for too long. Try again.
	ErrLocked = errors.New("the database is locked by another process")
	// ErrReadOnly: the database, or the directory that it lies in, cannot be written.
	ErrReadOnly = errors.New("the database cannot be written: check the permissions of the file and of its directory")
	// ErrFull: nothing more fits on the disk. What was acknowledged is kept.
	ErrFull = errors.New("the disk is full")
	// ErrDamaged: the file is no database, or a broken one.
	ErrDamaged = errors.New("the file is not a database that mondo can read")
)

// explained puts the meaning of a driver's error, where it has one, in front of it.
func (s *Store) explained(err error) error {
	if err == nil {
		return nil
	}
	if meaning := s.engine.explain(err); meaning != nil {
		return fmt.Errorf("%w (%w)", meaning, err)
	}
	return err
}

// failed says what could not be done, once, at the boundary of the package.
// Sentinels pass as they are: they are answers, not failures.
func (s *Store) failed(act, key string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrNotFound), errors.Is(err, ErrConflict), errors.Is(err, ErrExists):
		return err
	}
	return fmt.Errorf("%s %s: %w", act, key, s.explained(err))
}
