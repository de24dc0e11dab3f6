// A link list over HTTP, kept in MySQL: the least that the stack asks of a backend.
package main

import (
	"context"
	"database/sql"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/go-sql-driver/mysql"
)

func main() {
	// Kubernetes says SIGTERM, then waits for the requests in flight.
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	server := &http.Server{
		Addr:              ":8080",
		Handler:           routes(open(), os.Getenv("VERSION")),
		ReadHeaderTimeout: 5 * time.Second,
		// Longer than the proxy's 15 s, so that it never writes into a connection that closes here.
		IdleTimeout: time.Minute,
	}
	go func() {
		if err := server.ListenAndServe(); err != http.ErrServerClosed {
			log.Fatal(err)
		}
	}()
	<-ctx.Done()
	limited, cancel := context.WithTimeout(context.Background(), 25*time.Second)
	defer cancel()
	if err := server.Shutdown(limited); err != nil {
		log.Fatal(err)
	}
}

// open prepares connections; none is made before the first query.
func open() *sql.DB {
	password, err := os.ReadFile(os.Getenv("DATABASE_PASSWORD_FILE"))
	if err != nil {
		log.Fatal(err)
	}
	settings := mysql.NewConfig()
	settings.Net = "tcp"
	settings.Addr = net.JoinHostPort(os.Getenv("DATABASE_HOST"), os.Getenv("DATABASE_PORT"))
	settings.DBName = os.Getenv("DATABASE_NAME")
	settings.User = os.Getenv("DATABASE_USER")
	settings.Passwd = strings.TrimSpace(string(password))
	settings.Timeout = 2 * time.Second
	connector, err := mysql.NewConnector(settings)
	if err != nil {
		log.Fatal(err)
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(8)
	return db
}
