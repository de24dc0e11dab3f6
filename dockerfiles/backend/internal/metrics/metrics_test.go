package metrics

import (
	"database/sql"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"blog/backend/internal/readiness"
)

func TestRequestsAreCountedByMethodRouteAndStatus(t *testing.T) {
	var requests Requests
	for _, took := range []time.Duration{time.Millisecond, 2 * time.Millisecond, 400 * time.Millisecond, time.Minute} {
		requests.Begin()("GET", "/api/posts", 200, took)
	}
	requests.Begin()("BREW", "/", 404, 0)
	requests.Begin() // still in flight

	page := scrape(&requests, readiness.Status{})
	for _, line := range []string{
		`http_requests_in_flight 1`,
		`# TYPE http_request_duration_seconds histogram`,
		`http_request_duration_seconds_bucket{method="GET",route="/api/posts",status="200",le="0.001"} 1`,
		`http_request_duration_seconds_bucket{method="GET",route="/api/posts",status="200",le="0.0025"} 2`,
		`http_request_duration_seconds_bucket{method="GET",route="/api/posts",status="200",le="0.5"} 3`,
		`http_request_duration_seconds_bucket{method="GET",route="/api/posts",status="200",le="10"} 3`,
		`http_request_duration_seconds_bucket{method="GET",route="/api/posts",status="200",le="+Inf"} 4`,
		`http_request_duration_seconds_sum{method="GET",route="/api/posts",status="200"} 60.403`,
		`http_request_duration_seconds_count{method="GET",route="/api/posts",status="200"} 4`,
		`http_request_duration_seconds_count{method="OTHER",route="/",status="404"} 1`,
	} {
		if !strings.Contains(page, line+"\n") {
			t.Errorf("no line %s in\n%s", line, page)
		}
	}
}

func TestTheStateOfTheReplicaIsPublished(t *testing.T) {
	page := scrape(&Requests{}, readiness.Status{Ready: true, Schema: 3, DatabaseUp: false})
	for _, line := range []string{"blog_ready 1", "blog_database_up 0", "blog_schema_version 3",
		"blog_database_connections_max 8", "blog_database_waits_total 5"} {
		if !strings.Contains(page, line+"\n") {
			t.Errorf("no line %s in\n%s", line, page)
		}
	}
}

func TestTheVersionIsPublished(t *testing.T) {
	page := scrape(&Requests{}, readiness.Status{})
	if line := `blog_build_info{version="3f2a9c1d04be"} 1`; !strings.Contains(page, line+"\n") {
		t.Errorf("no line %s in\n%s", line, page)
	}
}

// Every sample follows the HELP and TYPE of its family, and no family comes twice.
func TestThePageIsWellFormed(t *testing.T) {
	var requests Requests
	requests.Begin()("GET", "/", 200, 0)
	seen, family := map[string]bool{}, ""
	for line := range strings.Lines(scrape(&requests, readiness.Status{})) {
		words := strings.Fields(line)
		switch {
		case strings.HasPrefix(line, "# HELP "):
			if seen[words[2]] {
				t.Errorf("%s comes twice", words[2])
			}
			family, seen[words[2]] = words[2], true
		case strings.HasPrefix(line, "# TYPE "):
			if words[2] != family {
				t.Errorf("%s after the help of %s", line, family)
			}
		case len(words) != 2 || !strings.HasPrefix(line, family):
			t.Errorf("sample %q in family %s", line, family)
		}
	}
}

func scrape(requests *Requests, status readiness.Status) string {
	answer := httptest.NewRecorder()
	pool := func() sql.DBStats { return sql.DBStats{MaxOpenConnections: 8, WaitCount: 5} }
	Handler("3f2a9c1d04be", requests, func() readiness.Status { return status }, pool)(answer, httptest.NewRequest("GET", "/metrics", nil))
	return answer.Body.String()
}
