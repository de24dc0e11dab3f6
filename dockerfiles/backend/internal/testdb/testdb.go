// Package testdb gives tests a real, empty MySQL database. Only tests use it.
package testdb

import (
	"cmp"
	"crypto/rand"
	"database/sql"
	"io"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"testing"

	"blog/backend/internal/config"
	"blog/backend/internal/store"
)

// Env names the variable that switches these tests on. The others are
// BLOG_TEST_DATABASE_PORT (3306), _USER (root) and _PASSWORD (empty);
// the user must be allowed to create and drop databases.
const Env = "BLOG_TEST_DATABASE_HOST"

// New creates a database that ends with the test, and returns how to reach it.
// The test is skipped when no server is named.
func New(t *testing.T) config.Database {
	t.Helper()
	server := config.Database{
		Host:     os.Getenv(Env),
		User:     cmp.Or(os.Getenv("BLOG_TEST_DATABASE_USER"), "root"),
		Password: os.Getenv("BLOG_TEST_DATABASE_PASSWORD"),
	}
	if server.Host == "" {
		t.Skipf("needs a MySQL server: set %s", Env)
	}
	port, err := strconv.ParseUint(cmp.Or(os.Getenv("BLOG_TEST_DATABASE_PORT"), "3306"), 10, 16)
	if err != nil {
		t.Fatalf("BLOG_TEST_DATABASE_PORT: %v", err)
	}
	server.Port = uint16(port)

	admin := Open(t, server)
	database := server
	database.Name = "blog_test_" + strings.ToLower(rand.Text()[:10])
	Exec(t, admin, "CREATE DATABASE "+database.Name)
	t.Cleanup(func() { Exec(t, admin, "DROP DATABASE "+database.Name) })
	return database
}

// Open returns a pool that is closed when the test ends.
func Open(t *testing.T, c config.Database) *sql.DB {
	t.Helper()
	db, err := store.Open(c, Quiet())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// Exec runs statements, each of which must succeed.
func Exec(t *testing.T, db *sql.DB, statements ...string) {
	t.Helper()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// Quiet returns a logger that writes nowhere.
func Quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }
