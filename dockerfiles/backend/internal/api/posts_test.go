package api

import (
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"blog/backend/internal/post"
	"blog/backend/internal/store"
)

const one = `{"id":1,"title":"t","body":"b","author":"a","createdAt":"2026-03-01T09:00:00.123Z"}`

func TestList(t *testing.T) {
	two := strings.Replace(one, `"id":1`, `"id":2`, 1)
	for name, test := range map[string]struct {
		posts  int
		query  string
		status int
		body   string
	}{
		"none":            {0, "", 200, `{"posts":[]}`},
		"newest first":    {2, "", 200, `{"posts":[` + two + `,` + one + `]}`},
		"a full page":     {2, "?limit=2", 200, `{"posts":[` + two + `,` + one + `]}`},
		"first of two":    {2, "?limit=1", 200, `{"posts":[` + two + `],"nextBefore":2}`},
		"second of two":   {2, "?limit=1&before=2", 200, `{"posts":[` + one + `]}`},
		"limit zero":      {2, "?limit=0", 400, `{"error":"limit must be a whole number from 1 to 50, got \"0\""}`},
		"limit too large": {2, "?limit=51", 400, `{"error":"limit must be a whole number from 1 to 50, got \"51\""}`},
		"limit empty":     {2, "?limit=", 400, `{"error":"limit must be a whole number from 1 to 50, got \"\""}`},
		"before a word":   {2, "?before=x", 400, `{"error":"before must be the id of a post, a whole number from 1, got \"x\""}`},
		"before negative": {2, "?before=-1", 400, `{"error":"before must be the id of a post, a whole number from 1, got \"-1\""}`},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, ask(t, somePosts(test.posts), ready, "GET /api/posts"+test.query, ""), test.status, test.body)
		})
	}
}

func TestListHasTwentyPostsUnlessAskedOtherwise(t *testing.T) {
	got := ask(t, somePosts(60), ready, "GET /api/posts", "").Body.String()
	if n := strings.Count(got, `"id":`); n != 20 || !strings.Contains(got, `"nextBefore":41`) {
		t.Errorf("%d posts in %s", n, got)
	}
	got = ask(t, somePosts(60), ready, "GET /api/posts?limit=50", "").Body.String()
	if n := strings.Count(got, `"id":`); n != 50 || !strings.Contains(got, `"nextBefore":11`) {
		t.Errorf("%d posts in %s", n, got)
	}
}

func TestGet(t *testing.T) {
	for path, status := range map[string]int{"1": 200, "2": 404, "0": 404, "-1": 404, "x": 404, "1x": 404,
		"9223372036854775808": 404, "%20": 404} {
		body := one
		if status == 404 {
			body = `{"error":"there is no such post"}`
		}
		t.Run(path, func(t *testing.T) {
			expect(t, ask(t, somePosts(1), ready, "GET /api/posts/"+path, ""), status, body)
		})
	}
}

func TestCreate(t *testing.T) {
	posts := somePosts(0)
	got := ask(t, posts, ready, "POST /api/posts", `{"title":" t ","body":"b","author":"a"}`, "Content-Type: application/json; charset=utf-8")
	expect(t, got, 201, one)
	if where := got.Header().Get("Location"); where != "/api/posts/1" {
		t.Errorf("Location is %q", where)
	}
	expect(t, ask(t, posts, ready, "GET /api/posts/1", ""), 200, one)
}

func TestCreateTakesTheLongestPostHoweverItIsWritten(t *testing.T) {
	escaped := strings.Repeat(`\ud83c\udf31`, post.MaxBody)
	got := create(t, somePosts(0), fmt.Sprintf(`{"title":"t","body":"%s","author":"a"}`, escaped))
	if got.Code != 201 {
		t.Errorf("got %d %.200s", got.Code, got.Body)
	}
}

func TestAStoreThatFailsIsAnswered(t *testing.T) {
	for name, test := range map[string]struct {
		failure error
		status  int
		body    string
	}{
		"outage":  {fmt.Errorf("%w: dial tcp 10.0.0.5", store.ErrUnavailable), 503, `{"error":"the database cannot be reached: try again in a moment"}`},
		"refused": {errors.New("Error 1146: no table"), 500, `{"error":"the server failed on this request"}`},
	} {
		t.Run(name, func(t *testing.T) {
			posts := &fakePosts{failure: test.failure}
			expect(t, ask(t, posts, ready, "GET /api/posts", ""), test.status, test.body)
			expect(t, ask(t, posts, ready, "GET /api/posts/1", ""), test.status, test.body)
			expect(t, create(t, posts, `{"title":"t","body":"b","author":"a"}`), test.status, test.body)
		})
	}
}

func create(t *testing.T, posts Posts, body string) *httptest.ResponseRecorder {
	t.Helper()
	return ask(t, posts, ready, "POST /api/posts", body, "Content-Type: application/json")
}
