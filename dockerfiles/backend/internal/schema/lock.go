package schema

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

// exclusively runs work on one connection while no other replica migrates the same database.
// A MySQL user lock belongs to its connection, so lock and DDL share it, and a replica that
// dies frees the lock as soon as the server has ended its last statement.
// It fails after wait seconds without the lock.
func exclusively(ctx context.Context, db *sql.DB, wait int, work func(*sql.Conn) error) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("cannot connect to the database: %w", err)
	}
	defer discard(conn)

	var got sql.NullInt64
	err = conn.QueryRowContext(ctx, "SELECT GET_LOCK(LEFT(CONCAT('schema.', DATABASE()), 64), ?)", wait).Scan(&got)
	if err != nil {
		return fmt.Errorf("cannot ask for the migration lock: %w", err)
	}
	if got.Int64 != 1 {
		return fmt.Errorf("another replica has been migrating the schema for more than %d s: waiting for it", wait)
	}
	return work(conn)
}

// discard closes the connection for real instead of handing it back to the pool:
// that frees the lock and forgets the session settings, whatever happened before.
func discard(conn *sql.Conn) {
	_ = conn.Raw(func(any) error { return driver.ErrBadConn })
	_ = conn.Close()
}
