package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"syscall"
	"testing"

	"blog/backend/internal/config"
	"blog/backend/internal/schema"
	"blog/backend/internal/testdb"
)

const actAsBackend = "BLOG_TEST_ACT_AS_BACKEND"

// TestMain lets the test binary be the backend itself, so that real signals can be sent to it.
func TestMain(m *testing.M) {
	if os.Getenv(actAsBackend) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

func TestAWriteInFlightIsAcknowledgedAfterSIGTERM(t *testing.T) {
	database := testdb.New(t)
	backend := start(t, database)
	backend.waitFor("ready")

	// Nobody can write until the lock is gone: the request stays in flight as long as wanted.
	db := testdb.Open(t, database)
	locker, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer locker.Close()
	if _, err := locker.ExecContext(t.Context(), "LOCK TABLES posts WRITE"); err != nil {
		t.Fatal(err)
	}
	answer := make(chan string, 1)
	go func() { answer <- backend.write(`{"title":"t","body":"b","author":"a"}`) }()
	for waiting := 0; waiting == 0; {
		row := db.QueryRow("SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE 'INSERT INTO posts%'")
		if err := row.Scan(&waiting); err != nil {
			t.Fatal(err)
		}
	}

	backend.signal(syscall.SIGTERM)
	for {
		if _, err := http.Get(backend.url + "/livez"); err != nil {
			break // the door is closed
		}
	}
	if _, err := locker.ExecContext(t.Context(), "UNLOCK TABLES"); err != nil {
		t.Fatal(err)
	}
	if got := <-answer; !strings.HasPrefix(got, "201 ") {
		t.Errorf("the write got %s", got)
	}
	backend.waitFor("stopped")
	if err := backend.Wait(); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestItStartsAndStopsWithoutADatabase(t *testing.T) {
	backend := start(t, config.Database{Host: "127.0.0.1", Port: 1})
	backend.waitFor("not ready, trying again")
	for path, want := range map[string]int{"/livez": 200, "/readyz": 503, "/metrics": 200, "/api/posts": 503, "/api/version": 200} {
		if got, body := backend.get(path); got != want {
			t.Errorf("%s: got %d %s; want %d", path, got, body, want)
		}
	}
	want := fmt.Sprintf(`{"version":"3f2a9c1d04be","schema":{"min":%d,"max":%d,"live":null}}`+"\n", schema.Min, schema.Max)
	if _, body := backend.get("/api/version"); body != want {
		t.Errorf("got %s; want %s", body, want)
	}
	backend.signal(syscall.SIGTERM)
	backend.waitFor("stopped")
	if err := backend.Wait(); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestAllItAnswersIsMarkedWithItsVersion(t *testing.T) {
	backend := start(t, config.Database{Host: "127.0.0.1", Port: 1})
	for _, path := range []string{"/api", "/api/nothing", "/api/posts", "/api/posts/x", "/api//posts", "/api/version"} {
		response, err := http.DefaultTransport.RoundTrip(httptest.NewRequest("GET", backend.url+path, nil))
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if got := response.Header.Get("X-Backend-Version"); got != "3f2a9c1d04be" {
			t.Errorf("%s: %s from the version %q", path, response.Status, got)
		}
	}
}

func TestAWrongConfigurationEndsItWithOneLine(t *testing.T) {
	var output strings.Builder
	if run(t.Context(), func(string) string { return "" }, &output) {
		t.Error("it ran")
	}
	line := map[string]string{}
	if err := json.Unmarshal([]byte(output.String()), &line); err != nil || line["level"] != "ERROR" ||
		!strings.Contains(line["error"], "DATABASE_HOST is not set") {
		t.Errorf("got %s, %v", &output, err)
	}
}

func TestAPortInUseEndsIt(t *testing.T) {
	first := start(t, config.Database{Host: "127.0.0.1", Port: 1})
	values := environment(t, config.Database{Host: "127.0.0.1", Port: 1})
	values["LISTEN_ADDRESS"] = strings.TrimPrefix(first.url, "http://")
	var output strings.Builder
	if run(t.Context(), func(key string) string { return values[key] }, &output) ||
		!strings.Contains(output.String(), "address already in use") {
		t.Errorf("got %s", &output)
	}
}
