package api

import (
	"testing"

	"blog/backend/internal/readiness"
)

func TestWhatIsNotThereIsAJSONAnswerToo(t *testing.T) {
	for _, path := range []string{"/", "/api", "/api/", "/api/posts/", "/api/posts/1/comments", "/api/users"} {
		t.Run(path, func(t *testing.T) {
			expect(t, ask(t, somePosts(1), ready, "GET "+path, ""), 404, `{"error":"there is nothing at this path"}`)
		})
	}
}

func TestOtherMethodsAreRefusedWithTheRightOnes(t *testing.T) {
	for target, allow := range map[string]string{
		"PUT /api/posts":      "GET, HEAD, POST",
		"DELETE /api/posts/1": "GET, HEAD",
		"POST /api/version":   "GET, HEAD",
		"POST /readyz":        "GET, HEAD",
		"BREW /livez":         "GET, HEAD",
	} {
		t.Run(target, func(t *testing.T) {
			got := ask(t, somePosts(1), ready, target, "")
			expect(t, got, 405, `{"error":"this path answers only `+allow+`"}`)
			if header := got.Header().Get("Allow"); header != allow {
				t.Errorf("Allow is %q", header)
			}
		})
	}
}

func TestPostsAreKeptBackUntilTheSchemaIsKnown(t *testing.T) {
	for _, target := range []string{"GET /api/posts", "GET /api/posts/1", "POST /api/posts"} {
		t.Run(target, func(t *testing.T) {
			got := ask(t, somePosts(1), starting, target, "")
			expect(t, got, 503, `{"error":"the blog is starting: try again in a moment"}`)
			if got.Header().Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
		})
	}
}

func TestProbes(t *testing.T) {
	outage := ready
	outage.DatabaseUp = false
	for name, test := range map[string]struct {
		status readiness.Status
		code   int
		body   string
	}{
		"starting":               {starting, 503, `{"database":"down","reason":"the database is empty","schema":0,"status":"not ready"}`},
		"ready":                  {ready, 200, `{"database":"up","schema":1,"status":"ready"}`},
		"ready during an outage": {outage, 200, `{"database":"down","schema":1,"status":"ready"}`},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, ask(t, somePosts(0), test.status, "GET /readyz", ""), test.code, test.body)
			expect(t, ask(t, somePosts(0), test.status, "GET /livez", ""), 200, `{"status":"alive"}`)
		})
	}
}
