package middleware

import (
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"blog/backend/internal/metrics"
)

// Observe gives each request an id, and logs and counts what became of it.
// A panic in the handler becomes a 500 of this request only.
func Observe(log *slog.Logger, requests *metrics.Requests, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		id := requestID(r)
		log := log.With("request", id)
		w.Header().Set("X-Request-ID", id)
		answer := &recorder{ResponseWriter: w}
		r = r.WithContext(withLog(r.Context(), log))

		done := requests.Begin()
		serve(next, answer, r)
		took := time.Since(start)
		done(r.Method, route(r), answer.status, took)

		log.LogAttrs(r.Context(), level(r), "request",
			slog.String("method", r.Method),
			slog.String("path", r.URL.Path),
			slog.Int("status", answer.status),
			slog.Int("bytes", answer.bytes),
			slog.Float64("milliseconds", float64(took.Microseconds())/1000),
			slog.String("client", clientAddress(r)),
			slog.String("agent", r.UserAgent()),
		)
	})
}

// serve runs the handler and leaves a status in the answer in any case.
func serve(next http.Handler, answer *recorder, r *http.Request) {
	defer func() {
		if fault := recover(); fault != nil {
			Log(r.Context()).Error("a handler panicked", "fault", fault, "stack", string(debug.Stack()))
			if answer.status == 0 {
				answer.Header().Set("Content-Type", "application/json")
				answer.WriteHeader(http.StatusInternalServerError)
				_, _ = answer.Write([]byte(`{"error":"the server failed on this request"}`))
			}
		}
		if answer.status == 0 {
			answer.status = http.StatusOK // what net/http sends for a handler that wrote nothing
		}
	}()
	next.ServeHTTP(answer, r)
}

// route returns the path pattern that matched, so that metrics do not grow with the posts.
func route(r *http.Request) string {
	_, path, found := strings.Cut(r.Pattern, " ")
	if !found {
		path = r.Pattern
	}
	return path
}

// level keeps probes and scrapes, several each second, out of the log unless asked for.
func level(r *http.Request) slog.Level {
	if strings.HasPrefix(r.URL.Path, "/api/") {
		return slog.LevelInfo
	}
	return slog.LevelDebug
}
