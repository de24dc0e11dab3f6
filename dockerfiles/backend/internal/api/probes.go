package api

import (
	"net/http"

	"blog/backend/internal/readiness"
)

// live says that the process answers. It asks nothing else: a restart would cure nothing else.
func live(w http.ResponseWriter, _ *http.Request) {
	respond(w, http.StatusOK, map[string]string{"status": "alive"})
}

// readyz says whether this replica may get requests, and how the database is.
func readyz(status func() readiness.Status) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		now := status()
		body := map[string]any{"status": "ready", "database": "up", "schema": now.Schema}
		if !now.DatabaseUp {
			body["database"] = "down"
		}
		code := http.StatusOK
		if !now.Ready {
			code = http.StatusServiceUnavailable
			body["status"], body["reason"] = "not ready", now.Reason
		}
		respond(w, code, body)
	}
}
