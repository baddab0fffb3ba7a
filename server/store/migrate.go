package store

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"
	"log/slog"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// dialect is what goose has to know of an engine.
type dialect struct {
	goose  goose.Dialect
	locker lock.SessionLocker // nil where the engine has none
}

// migrate brings the tables to this program's version. A database that is ahead
// of the program is left as it is.
func migrate(ctx context.Context, db *sql.DB, d dialect, log *slog.Logger) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if d.locker != nil {
		options = append(options, goose.WithSessionLocker(d.locker))
	}
	provider, err := goose.NewProvider(d.goose, db, files, options...)
	if err != nil {
		return err
	}
	have, want, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if have > want {
		return ErrNewer
	}
	if have == want {
		return nil
	}
	if _, err := provider.Up(ctx); err != nil {
		// SQLite has no lock for the whole of a migration: another process may
		// have done the same in between.
		if now, _, verr := provider.GetVersions(ctx); verr != nil || now < want {
			return err
		}
	}
	log.InfoContext(ctx, "database brought up to date", "from", have, "to", want)
	return nil
}
