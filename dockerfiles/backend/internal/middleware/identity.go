// Package middleware is what happens to every request before and after its handler.
package middleware

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"strings"
)

// An id from outside goes into headers and logs as it is, so only harmless ones are taken over.
var acceptable = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// requestID returns the id that the proxy or the client chose, or a new one.
func requestID(r *http.Request) string {
	if given := r.Header.Get("X-Request-ID"); acceptable.MatchString(given) {
		return given
	}
	return rand.Text()
}

// clientAddress returns the last address of X-Forwarded-For: the one the proxy itself added.
// Those before it are whatever the client claims.
func clientAddress(r *http.Request) string {
	if lines := r.Header.Values("X-Forwarded-For"); len(lines) > 0 {
		last := lines[len(lines)-1]
		last = strings.TrimSpace(last[strings.LastIndex(last, ",")+1:])
		if address, err := netip.ParseAddr(last); err == nil {
			return address.String()
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

type logKey struct{}

func withLog(ctx context.Context, log *slog.Logger) context.Context {
	return context.WithValue(ctx, logKey{}, log)
}

// Log returns the logger of a request, which adds its id to every line.
func Log(ctx context.Context) *slog.Logger {
	if log, ok := ctx.Value(logKey{}).(*slog.Logger); ok {
		return log
	}
	return slog.Default()
}
