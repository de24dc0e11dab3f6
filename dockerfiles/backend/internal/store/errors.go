package store

import (
	"errors"
	"fmt"

	"github.com/go-sql-driver/mysql"
)

var (
	// ErrNotFound means that no such post exists.
	ErrNotFound = errors.New("post not found")
	// ErrUnavailable means that the database cannot serve now; the same call may succeed later.
	ErrUnavailable = errors.New("database unavailable")
)

// classify marks every error that is not the server's verdict on the statement itself as passing.
func classify(err error) error {
	var answer *mysql.MySQLError
	if err == nil || errors.As(err, &answer) && !passing[answer.Number] {
		return err
	}
	return fmt.Errorf("%w: %w", ErrUnavailable, err)
}

// passing holds the server's answers that say nothing about the statement.
var passing = map[uint16]bool{
	1040: true, // too many connections
	1044: true, // no access to the database: a password or right is being changed
	1045: true, // access denied
	1049: true, // unknown database: it is being restored
	1053: true, // shutdown in progress
	1129: true, // host blocked
	1205: true, // lock wait timeout
	1213: true, // deadlock
	1290: true, // read-only
	1317: true, // interrupted
	1836: true, // read-only mode
	3100: true, // a hook refused: the binary log cannot be written
	3168: true, // server is not available
}
