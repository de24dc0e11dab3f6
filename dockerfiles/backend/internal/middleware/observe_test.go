package middleware

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"blog/backend/internal/metrics"
)

func TestARequestIsLoggedOnce(t *testing.T) {
	lines, answer := observe(t, "POST /api/posts", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, "12345")
	})
	if len(lines) != 1 {
		t.Fatalf("got %v", lines)
	}
	for key, want := range map[string]any{"level": "INFO", "msg": "request", "request": "id-1", "method": "POST",
		"path": "/api/posts", "status": 201.0, "bytes": 5.0, "client": "10.1.2.3", "agent": "test"} {
		if lines[0][key] != want {
			t.Errorf("%s is %v; want %v", key, lines[0][key], want)
		}
	}
	if _, ok := lines[0]["milliseconds"].(float64); !ok {
		t.Errorf("no duration in %v", lines[0])
	}
	if id := answer.Header().Get("X-Request-ID"); id != "id-1" {
		t.Errorf("the answer has the id %q", id)
	}
}

func TestLinesOfAHandlerCarryTheRequestID(t *testing.T) {
	lines, _ := observe(t, "GET /api/posts", func(w http.ResponseWriter, r *http.Request) {
		Log(r.Context()).Error("oh")
	})
	if len(lines) != 2 || lines[0]["msg"] != "oh" || lines[0]["request"] != "id-1" || lines[1]["status"] != 200.0 {
		t.Errorf("got %v", lines)
	}
}

func TestProbesAreNotLogged(t *testing.T) {
	if lines, _ := observe(t, "GET /readyz", func(http.ResponseWriter, *http.Request) {}); len(lines) != 0 {
		t.Errorf("got %v", lines)
	}
}

func TestAPanicIsA500OfThatRequest(t *testing.T) {
	lines, answer := observe(t, "GET /api/posts", func(http.ResponseWriter, *http.Request) { panic("oh") })
	if answer.Code != 500 || answer.Body.String() != `{"error":"the server failed on this request"}` {
		t.Errorf("got %d %s", answer.Code, answer.Body)
	}
	if len(lines) != 2 || lines[0]["fault"] != "oh" || lines[1]["status"] != 500.0 {
		t.Errorf("got %v", lines)
	}
}

func TestRequestsAreCountedByPattern(t *testing.T) {
	requests := &metrics.Requests{}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/posts/{id}", func(http.ResponseWriter, *http.Request) {})
	handler := Observe(slog.New(slog.DiscardHandler), requests, mux)
	for _, id := range []string{"1", "2"} {
		handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/api/posts/"+id, nil))
	}
	page := &strings.Builder{}
	requests.Write(page)
	if line := `_count{method="GET",route="/api/posts/{id}",status="200"} 2`; !strings.Contains(page.String(), line) {
		t.Errorf("no %s in\n%s", line, page)
	}
}

// observe sends one request through the middleware and returns the lines logged.
func observe(t *testing.T, target string, handler http.HandlerFunc) ([]map[string]any, *httptest.ResponseRecorder) {
	t.Helper()
	method, path, _ := strings.Cut(target, " ")
	r := httptest.NewRequest(method, path, nil)
	r.Header.Set("X-Request-ID", "id-1")
	r.Header.Set("X-Forwarded-For", "10.1.2.3")
	r.Header.Set("User-Agent", "test")
	var output bytes.Buffer
	answer := httptest.NewRecorder()
	Observe(slog.New(slog.NewJSONHandler(&output, nil)), &metrics.Requests{}, handler).ServeHTTP(answer, r)

	var lines []map[string]any
	for decoder := json.NewDecoder(&output); decoder.More(); {
		line := map[string]any{}
		if err := decoder.Decode(&line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	return lines, answer
}
