package store_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// postgresServer is the PostgreSQL that the tests share: the one that
// MONDO_TEST_POSTGRES names, or one that the first test to need it starts.
type postgresServer struct {
	dsn  string // of a database in which others can be created
	stop func()
}

var errNoPostgres = errors.New("no PostgreSQL: set MONDO_TEST_POSTGRES, or install its server (Debian: postgresql)")

// sharedPostgres starts the server once; TestMain stops it.
var sharedPostgres = sync.OnceValues(startPostgres)

// postgresDSN makes an empty database that lives as long as the test.
func postgresDSN(t testing.TB) string {
	t.Helper()
	server, err := sharedPostgres()
	if errors.Is(err, errNoPostgres) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	name := "mondo_" + strings.ToLower(rand.Text())
	execute(t, server.dsn, "CREATE DATABASE "+name)
	t.Cleanup(func() { execute(t, server.dsn, "DROP DATABASE "+name+" WITH (FORCE)") })
	u, err := url.Parse(server.dsn)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

func execute(t testing.TB, dsn, statement string) {
	t.Helper()
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func startPostgres() (postgresServer, error) {
	if dsn := os.Getenv("MONDO_TEST_POSTGRES"); dsn != "" {
		return postgresServer{dsn: dsn}, nil
	}
	bin := postgresBinaries()
	if bin == "" {
		return postgresServer{}, errNoPostgres
	}
	dir, err := os.MkdirTemp("", "mondo-pg")
	if err != nil {
		return postgresServer{}, err
	}
	server, err := runPostgres(bin, dir)
	if err != nil {
		os.RemoveAll(dir)
		return postgresServer{}, err
	}
	postgresRunning = server.stop
	return server, nil
}

// postgresBinaries is the directory of initdb and postgres, "" when there is none.
func postgresBinaries() string {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path)
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // where Debian has it
	if len(found) == 0 {
		return ""
	}
	return filepath.Dir(found[len(found)-1])
}

// runPostgres starts a server that listens on a socket in dir alone.
func runPostgres(bin, dir string) (postgresServer, error) {
	as, err := unprivileged(dir)
	if err != nil {
		return postgresServer{}, err
	}
	data := filepath.Join(dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "mondo", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
	initdb.Dir, initdb.SysProcAttr = dir, as
	if out, err := initdb.CombinedOutput(); err != nil {
		return postgresServer{}, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	server := exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-k", dir, "-c", "listen_addresses=")
	server.Dir, server.SysProcAttr = dir, as
	if err := server.Start(); err != nil {
		return postgresServer{}, err
	}
	stop := func() {
		server.Process.Signal(syscall.SIGINT) // fast shutdown: it waits for no client
		server.Wait()
		os.RemoveAll(dir)
	}
	dsn := "postgres:///postgres?user=mondo&host=" + url.QueryEscape(dir)
	if err := answers(dsn); err != nil {
		stop()
		return postgresServer{}, err
	}
	return postgresServer{dsn: dsn, stop: stop}, nil
}

// unprivileged says as whom to run PostgreSQL, which refuses to be root, and
// gives that user the directory.
func unprivileged(dir string) (*syscall.SysProcAttr, error) {
	if os.Geteuid() != 0 {
		return &syscall.SysProcAttr{}, nil
	}
	who, err := user.Lookup("postgres")
	if err != nil {
		who, err = user.Lookup("nobody")
	}
	if err != nil {
		return nil, err
	}
	uid, uerr := strconv.ParseUint(who.Uid, 10, 32)
	gid, gerr := strconv.ParseUint(who.Gid, 10, 32)
	if err := errors.Join(uerr, gerr, os.Chown(dir, int(uid), int(gid))); err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

func answers(dsn string) error {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	for range 200 {
		if err = db.Ping(); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("the temporary PostgreSQL does not answer: %w", err)
}

// stopPostgres ends the server if a test has started one.
func stopPostgres() {
	if running := postgresRunning; running != nil {
		running()
	}
}

// postgresRunning is set once the shared server runs.
var postgresRunning func()
