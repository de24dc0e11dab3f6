package middleware

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"blog/backend/internal/metrics"
)

func TestEveryAnswerNamesTheRelease(t *testing.T) {
	mux := http.NewServeMux() // answers 404, and redirects what is not clean, by itself
	mux.HandleFunc("/api/fine", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("/api/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(499) })
	mux.HandleFunc("/api/panic", func(http.ResponseWriter, *http.Request) { panic("oh") })
	handler := Observe(slog.New(slog.DiscardHandler), &metrics.Requests{}, Version("3f2a9c1d04be", mux))
	for path, status := range map[string]int{"/api/fine": 200, "/api/gone": 499, "/api/panic": 500, "/api/x": 404, "/api//fine": 307} {
		t.Run(path, func(t *testing.T) {
			answer := httptest.NewRecorder()
			handler.ServeHTTP(answer, httptest.NewRequest("GET", path, nil))
			if got := answer.Header().Get("X-Backend-Version"); got != "3f2a9c1d04be" || answer.Code != status {
				t.Errorf("got %d from the version %q", answer.Code, got)
			}
		})
	}
}
