// Package store keeps posts in MySQL.
package store

import (
	"database/sql"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"time"

	"github.com/go-sql-driver/mysql"

	"blog/backend/internal/config"
)

// Connections of one replica. 10 replicas and as many pods that are still leaving
// stay within the 150 that the database allows, with room for a backup and an operator.
const maxConnections = 8

// Open returns a pool for the database. It connects to nothing yet.
func Open(c config.Database, log *slog.Logger) (*sql.DB, error) {
	settings := mysql.NewConfig()
	settings.Net = "tcp"
	settings.Addr = net.JoinHostPort(c.Host, strconv.Itoa(int(c.Port)))
	settings.DBName = c.Name
	settings.User = c.User
	settings.Passwd = c.Password
	settings.Collation = "utf8mb4_0900_ai_ci"
	settings.ParseTime = true
	settings.Loc = time.UTC            // and so is every time that is written
	settings.InterpolateParams = true  // one round trip for a statement, not three
	settings.Timeout = 3 * time.Second // to connect; statements carry their own limits
	// Encrypted where the server offers it. Its certificate is one it made itself, so nothing could vouch for it.
	settings.TLSConfig = "preferred"
	settings.Logger = driverLog{log}

	connector, err := mysql.NewConnector(settings)
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(maxConnections)
	db.SetMaxIdleConns(maxConnections)
	db.SetConnMaxIdleTime(time.Minute)
	db.SetConnMaxLifetime(4 * time.Minute)
	return db, nil
}

// driverLog hands the driver's own messages, lost connections mostly, to the structured log.
type driverLog struct{ log *slog.Logger }

func (d driverLog) Print(values ...any) {
	d.log.Warn("database driver", "message", fmt.Sprint(values...))
}
