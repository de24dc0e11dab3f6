package schema

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/go-sql-driver/mysql"
)

const (
	// One attempt, all steps together. A table of this blog is rewritten in seconds.
	migrateTimeout = 10 * time.Minute
	// Seconds that one attempt waits for another replica's migration; the caller tries again.
	lockWait = 10
)

// Migrator applies the steps that the live database lacks.
type Migrator struct {
	db       *sql.DB
	log      *slog.Logger
	steps    []migration
	min, max int
	lockWait int
}

// NewMigrator returns a Migrator for the migrations of this release.
// It fails only if the files in the binary are wrong.
func NewMigrator(db *sql.DB, log *slog.Logger) (*Migrator, error) {
	steps, err := load(embedded, "migrations")
	if err != nil {
		return nil, err
	}
	return &Migrator{db: db, log: log, steps: steps, min: Min, max: Max, lockWait: lockWait}, nil
}

// Migrate returns the live schema version once it is one that this release serves on.
// Several replicas may call it at once, and it may be repeated after any interruption.
func (m *Migrator) Migrate(ctx context.Context) (version int, err error) {
	ctx, cancel := context.WithTimeout(ctx, migrateTimeout)
	defer cancel()
	err = exclusively(ctx, m.db, m.lockWait, func(conn *sql.Conn) error {
		version, err = m.migrate(ctx, conn)
		return err
	})
	return version, err
}

func (m *Migrator) migrate(ctx context.Context, conn *sql.Conn) (int, error) {
	// DDL that waits for a long reader holds up every query behind it: give up and try again.
	if _, err := conn.ExecContext(ctx, "SET SESSION lock_wait_timeout = 10"); err != nil {
		return 0, err
	}
	live, err := readHistory(ctx, conn)
	if err != nil {
		return 0, err
	}
	if live.started > m.max {
		return 0, fmt.Errorf("the database has schema version %d but this release understands only %d to %d: "+
			"run a release that is newer than this one", live.started, m.min, m.max)
	}
	for _, step := range m.steps {
		if step.version <= live.finished {
			continue
		}
		if err := m.apply(ctx, conn, step, step.version <= live.started); err != nil {
			return 0, fmt.Errorf("migration %04d_%s failed: %w", step.version, step.name, err)
		}
		live.finished = step.version
	}
	if live.finished < m.min {
		return 0, fmt.Errorf("the database has schema version %d but this release needs at least %d: "+
			"restore the table schema_migrations from a backup", live.finished, m.min)
	}
	return max(live.started, live.finished), nil
}

// apply runs one step; repeated says that an earlier attempt was interrupted.
func (m *Migrator) apply(ctx context.Context, conn *sql.Conn, step migration, repeated bool) error {
	if err := recordStart(ctx, conn, step); err != nil {
		return err
	}
	for _, statement := range step.statements {
		_, err := conn.ExecContext(ctx, statement)
		if repeated && alreadyDone(err) {
			m.log.Info("statement of an interrupted migration was already done", "version", step.version, "answer", err.Error())
			continue
		}
		if err != nil {
			return err
		}
	}
	if err := recordFinish(ctx, conn, step); err != nil {
		return err
	}
	m.log.Info("schema migrated", "version", step.version, "name", step.name)
	return nil
}

// alreadyDone tells the answers to a DDL statement that an interrupted attempt had completed.
func alreadyDone(err error) bool {
	var answer *mysql.MySQLError
	if !errors.As(err, &answer) {
		return false
	}
	switch answer.Number {
	case 1050, // table exists
		1060, // duplicate column
		1061, // duplicate key name
		1091, // column or key to drop does not exist
		1826: // duplicate foreign key
		return true
	}
	return false
}
