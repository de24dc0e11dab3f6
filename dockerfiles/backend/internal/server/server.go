// Package server runs an HTTP server from its first connection to its last answer.
package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Grace is how long requests in flight may take after the signal to stop; writeTimeout
// ends each of them earlier.
const Grace = 28 * time.Second

const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 15 * time.Second
	writeTimeout      = 25 * time.Second
	// Longer than the proxy keeps an idle connection (15 s), so that it never sends a
	// request into a connection that is being closed here.
	idleTimeout    = 75 * time.Second
	maxHeaderBytes = 16 << 10
)

// New returns a server for the handler.
func New(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// Run serves until ctx ends, then takes no more connections and waits up to grace for the
// requests in flight. The error is nil when each of them was answered.
func Run(ctx context.Context, s *http.Server, listener net.Listener, grace time.Duration) error {
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("the server stopped by itself: %w", err)
	case <-ctx.Done():
	}
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := s.Shutdown(limited); err != nil {
		return errors.Join(fmt.Errorf("requests still in flight after %s were cut off: %w", grace, err), s.Close())
	}
	return nil
}
