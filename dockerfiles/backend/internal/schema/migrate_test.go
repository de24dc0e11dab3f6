package schema

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync"
	"testing"

	"blog/backend/internal/config"
	"blog/backend/internal/testdb"
)

// Neither of these can be repeated without harm, so a second run shows.
var steps = []migration{
	{1, "table", []string{"CREATE TABLE t (id INT)", "INSERT INTO t VALUES (1)"}},
	{2, "column", []string{"ALTER TABLE t ADD COLUMN a INT", "ALTER TABLE t ADD COLUMN b INT"}},
	{3, "row", []string{"INSERT INTO t VALUES (2, 0, 0)"}},
}

func TestManyReplicasMigrateAtOnce(t *testing.T) {
	database := testdb.New(t)
	var replicas sync.WaitGroup
	for range 8 {
		m := migrator(t, database, steps)
		replicas.Go(func() {
			if version, err := m.Migrate(context.Background()); version != 3 || err != nil {
				t.Errorf("got %d, %v; want 3", version, err)
			}
		})
	}
	replicas.Wait()
	db := testdb.Open(t, database)
	expect(t, db, "SELECT COUNT(*) FROM t", 2)
	expect(t, db, "SELECT COUNT(*) FROM schema_migrations WHERE finished_at IS NOT NULL", 3)
}

func TestAnInterruptedStepIsRepeated(t *testing.T) {
	database := testdb.New(t)
	broken := []migration{steps[0], {2, "column", []string{steps[1].statements[0], "ALTER TABLE nowhere ADD COLUMN b INT"}}}
	_, err := migrator(t, database, broken).Migrate(context.Background())
	if err == nil || !strings.HasPrefix(err.Error(), "migration 0002_column failed: Error 1146") {
		t.Fatalf("got %v", err)
	}
	if version, err := migrator(t, database, steps).Migrate(context.Background()); version != 3 || err != nil {
		t.Fatalf("got %d, %v; want 3", version, err)
	}
	expect(t, testdb.Open(t, database), "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 't'", 3)
}

func TestAStepThatMeetsAForeignColumnFails(t *testing.T) {
	database := testdb.New(t)
	db := testdb.Open(t, database)
	testdb.Exec(t, db, "CREATE TABLE t (id INT, a TEXT)")
	_, err := migrator(t, database, []migration{{1, "column", steps[1].statements}}).Migrate(context.Background())
	if err == nil || !strings.HasPrefix(err.Error(), "migration 0001_column failed: Error 1060") {
		t.Errorf("got %v", err)
	}
}

func TestAReplicaThatDiesFreesTheLock(t *testing.T) {
	database := testdb.New(t)
	db := testdb.Open(t, database)
	ctx, die := context.WithCancel(context.Background())
	err := exclusively(ctx, db, lockWait, func(conn *sql.Conn) error {
		die()
		_, err := conn.ExecContext(ctx, "SELECT 1")
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if version, err := migrator(t, database, steps).Migrate(context.Background()); version != 3 || err != nil {
		t.Errorf("got %d, %v; want 3", version, err)
	}
}

func TestAReplicaDoesNotWaitForeverForAnother(t *testing.T) {
	database := testdb.New(t)
	err := exclusively(context.Background(), testdb.Open(t, database), lockWait, func(*sql.Conn) error {
		second := migrator(t, database, steps)
		second.lockWait = 0
		_, err := second.Migrate(context.Background())
		return err
	})
	want := "another replica has been migrating the schema for more than 0 s: waiting for it"
	if err == nil || err.Error() != want {
		t.Errorf("got %v; want %s", err, want)
	}
	expect(t, testdb.Open(t, database), "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()", 0)
}

func TestASchemaFromTheFutureIsRefused(t *testing.T) {
	for name, finished := range map[string]string{"finished": "UTC_TIMESTAMP(3)", "only begun": "NULL"} {
		t.Run(name, func(t *testing.T) {
			database := testdb.New(t)
			m := migrator(t, database, steps[:1])
			if _, err := m.Migrate(context.Background()); err != nil {
				t.Fatal(err)
			}
			testdb.Exec(t, m.db, "INSERT INTO schema_migrations VALUES (2, 'later', UTC_TIMESTAMP(3), "+finished+")")
			_, err := m.Migrate(context.Background())
			want := "the database has schema version 2 but this release understands only 1 to 1: run a release that is newer than this one"
			if err == nil || err.Error() != want {
				t.Errorf("got %v; want %s", err, want)
			}
		})
	}
}

func TestAReleaseMayUnderstandASchemaItDoesNotMake(t *testing.T) {
	database := testdb.New(t)
	if _, err := migrator(t, database, steps).Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	older := migrator(t, database, steps[:2])
	older.max = 3
	if version, err := older.Migrate(context.Background()); version != 3 || err != nil {
		t.Errorf("got %d, %v; want 3", version, err)
	}
}

func TestTheLiveVersionIsTheNewestStepEverBegun(t *testing.T) {
	database := testdb.New(t)
	m := migrator(t, database, steps[:2])
	if version, err := Live(context.Background(), m.db); err == nil {
		t.Errorf("an empty database: got %d", version)
	}
	if _, err := m.Migrate(context.Background()); err != nil {
		t.Fatal(err)
	}
	testdb.Exec(t, m.db, "INSERT INTO schema_migrations VALUES (3, 'later', UTC_TIMESTAMP(3), NULL)")
	m.max = 3
	if version, err := m.Migrate(context.Background()); version != 3 || err != nil {
		t.Errorf("got %d, %v; want 3", version, err)
	}
	if version, err := Live(context.Background(), m.db); version != 3 || err != nil {
		t.Errorf("got %d, %v; want 3", version, err)
	}
}

func migrator(t *testing.T, database config.Database, steps []migration) *Migrator {
	return &Migrator{db: testdb.Open(t, database), log: testdb.Quiet(), steps: steps, min: 1, max: len(steps), lockWait: lockWait}
}

func expect(t *testing.T, db *sql.DB, query string, want int) {
	t.Helper()
	var got int
	if err := db.QueryRow(query).Scan(&got); err != nil || got != want {
		t.Errorf("%s: got %d, %v; want %d", query, got, err, want)
	}
}
