package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// Connections of one process to PostgreSQL. Its default allows 100 in all.
const (
	postgresConnections = 16
	postgresIdle        = 5 * time.Minute
)

type postgresEngine struct{}

func isPostgres(dsn string) bool {
	return strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://")
}

func openPostgres(ctx context.Context, dsn string) (*Store, dialect, error) {
	s := &Store{engine: postgresEngine{}}
	// Replicas that start together would make the tables together. Those that
	// wait look again every second, for five minutes.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
	if err != nil {
		return nil, dialect{}, fmt.Errorf("open database: %w", err)
	}
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return nil, dialect{}, fmt.Errorf("open database: %w", err)
	}
	db.SetMaxOpenConns(postgresConnections)
	db.SetMaxIdleConns(postgresConnections)
	db.SetConnMaxIdleTime(postgresIdle)
	if err := db.PingContext(ctx); err != nil {
		db.Close()
		return nil, dialect{}, fmt.Errorf("open database: %w", s.explained(err))
	}
	s.write, s.read = db, db
	return s, dialect{goose: goose.DialectPostgres, locker: locker}, nil
}

// PostgreSQL's error codes, from appendix A of its manual.
const (
	pgReadOnlyTransaction = "25006"
	pgDiskFull            = "53100"
	pgPermissionDenied    = "42501"
)

func (postgresEngine) explain(err error) error {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return nil
	}
	switch e.Code {
	case pgReadOnlyTransaction, pgPermissionDenied:
		return ErrReadOnly
	case pgDiskFull:
		return ErrFull
	}
	return nil
}
