package schema

import (
	"context"
	"database/sql"
	"fmt"
)

// The history records a step before its first statement and again after its last one,
// because MySQL commits each DDL statement by itself: a step that was started but not
// finished was interrupted and runs again.
const createHistory = `CREATE TABLE IF NOT EXISTS schema_migrations (
  version     INT UNSIGNED NOT NULL,
  name        VARCHAR(100) NOT NULL,
  started_at  DATETIME(3)  NOT NULL,
  finished_at DATETIME(3)  NULL,
  PRIMARY KEY (version)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci`

// history is what the live database says of itself; 0 stands for an empty one.
type history struct {
	// started is the newest step ever begun, finished the newest one completed.
	started, finished int
}

// Live returns the live schema version: the newest step ever begun, 0 if there was none.
// It waits for no migration. It fails where no release has been yet, for want of the table.
func Live(ctx context.Context, db *sql.DB) (version int, err error) {
	err = db.QueryRowContext(ctx, "SELECT COALESCE(MAX(version), 0) FROM schema_migrations").Scan(&version)
	return version, err
}

func readHistory(ctx context.Context, conn *sql.Conn) (history, error) {
	var h history
	if _, err := conn.ExecContext(ctx, createHistory); err != nil {
		return h, fmt.Errorf("cannot create the table schema_migrations: %w", err)
	}
	row := conn.QueryRowContext(ctx, `SELECT COALESCE(MAX(version), 0),
		COALESCE(MAX(IF(finished_at IS NULL, 0, version)), 0) FROM schema_migrations`)
	if err := row.Scan(&h.started, &h.finished); err != nil {
		return h, fmt.Errorf("cannot read the table schema_migrations: %w", err)
	}
	return h, nil
}

func recordStart(ctx context.Context, conn *sql.Conn, m migration) error {
	_, err := conn.ExecContext(ctx, `INSERT INTO schema_migrations (version, name, started_at)
		VALUES (?, ?, UTC_TIMESTAMP(3)) ON DUPLICATE KEY UPDATE started_at = UTC_TIMESTAMP(3)`, m.version, m.name)
	return err
}

func recordFinish(ctx context.Context, conn *sql.Conn, m migration) error {
	_, err := conn.ExecContext(ctx,
		`UPDATE schema_migrations SET finished_at = UTC_TIMESTAMP(3) WHERE version = ?`, m.version)
	return err
}
