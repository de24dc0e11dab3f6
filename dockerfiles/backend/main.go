// The backend of the blog: posts over HTTP, kept in MySQL.
package main

import (
	"context"
	"database/sql"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"blog/backend/internal/api"
	"blog/backend/internal/config"
	"blog/backend/internal/metrics"
	"blog/backend/internal/middleware"
	"blog/backend/internal/readiness"
	"blog/backend/internal/schema"
	"blog/backend/internal/server"
	"blog/backend/internal/store"
)

const watchPeriod = 3 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if !run(ctx, os.Getenv, os.Stdout) {
		os.Exit(1)
	}
}

// run serves until ctx ends, and reports whether everything went well until then.
func run(ctx context.Context, getenv func(string) string, output io.Writer) bool {
	settings, err := config.Read(getenv)
	log := slog.New(slog.NewJSONHandler(output, &slog.HandlerOptions{Level: settings.LogLevel}))
	if err != nil {
		log.Error("cannot start", "error", err.Error())
		return false
	}
	if err := serve(ctx, settings, log); err != nil {
		log.Error("stopped", "error", err.Error())
		return false
	}
	log.Info("stopped")
	return true
}

func serve(ctx context.Context, settings config.Config, log *slog.Logger) error {
	db, err := store.Open(settings.Database, log)
	if err != nil {
		return err
	}
	defer db.Close()
	migrator, err := schema.NewMigrator(db, log)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", settings.ListenAddress)
	if err != nil {
		return err
	}
	log.Info("listening", "address", listener.Addr().String(), "version", settings.Version)

	state := readiness.NewState()
	go state.Prepare(ctx, log, migrator.Migrate)
	go state.Watch(ctx, log, watchPeriod, readiness.Database{
		Ping:   db.PingContext,
		Schema: func(ctx context.Context) (int, error) { return schema.Live(ctx, db) },
	})
	pages := handler(settings.Version, db, state, log)
	return server.Run(ctx, server.New(pages, log), listener, server.Grace)
}

func handler(version string, db *sql.DB, state *readiness.State, log *slog.Logger) http.Handler {
	requests := &metrics.Requests{}
	published := metrics.Handler(version, requests, state.Status, db.Stats)
	pages := api.New(version, store.NewPosts(db), state.Status, published)
	return middleware.Observe(log, requests, middleware.Version(version, pages))
}
