package api

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"blog/backend/internal/post"
	"blog/backend/internal/readiness"
	"blog/backend/internal/store"
)

var created = time.Date(2026, 3, 1, 9, 0, 0, 123e6, time.UTC)

// fakePosts keeps posts in memory; with failure set, every call returns it.
type fakePosts struct {
	posts   []post.Post // oldest first
	failure error
}

// somePosts returns n posts with the ids 1 to n.
func somePosts(n int) *fakePosts {
	f := &fakePosts{}
	for range n {
		_, _ = f.Create(context.Background(), post.Draft{Title: "t", Body: "b", Author: "a"})
	}
	return f
}

func (f *fakePosts) List(_ context.Context, before int64, limit int) ([]post.Post, error) {
	page := []post.Post{}
	for _, one := range slices.Backward(f.posts) {
		if one.ID < before && len(page) < limit {
			page = append(page, one)
		}
	}
	return page, f.failure
}

func (f *fakePosts) Get(_ context.Context, id int64) (post.Post, error) {
	if f.failure != nil {
		return post.Post{}, f.failure
	}
	if id > int64(len(f.posts)) {
		return post.Post{}, store.ErrNotFound
	}
	return f.posts[id-1], nil
}

func (f *fakePosts) Create(_ context.Context, d post.Draft) (post.Post, error) {
	if f.failure != nil {
		return post.Post{}, f.failure
	}
	one := post.Post{ID: int64(len(f.posts)) + 1, Title: d.Title, Body: d.Body, Author: d.Author, CreatedAt: created}
	f.posts = append(f.posts, one)
	return one, nil
}

var (
	ready    = readiness.Status{Ready: true, Schema: 1, DatabaseUp: true}
	starting = readiness.Status{Reason: "the database is empty"}
)

// ask sends one request to a replica in the given state; lines are "Header: value".
func ask(t *testing.T, posts Posts, status readiness.Status, target, body string, lines ...string) *httptest.ResponseRecorder {
	t.Helper()
	method, path, _ := strings.Cut(target, " ")
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ": ")
		request.Header.Set(name, value)
	}
	answer := httptest.NewRecorder()
	metrics := func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("metrics")) }
	New("3f2a9c1d04be", posts, func() readiness.Status { return status }, metrics).ServeHTTP(answer, request)
	return answer
}

// expect compares a whole answer; every body from here ends with a line break.
func expect(t *testing.T, got *httptest.ResponseRecorder, status int, body string) {
	t.Helper()
	if got.Code != status || strings.TrimSuffix(got.Body.String(), "\n") != body {
		t.Errorf("got %d %s\nwant %d %s", got.Code, got.Body, status, body)
	}
	if kind := got.Header().Get("Content-Type"); kind != "application/json" {
		t.Errorf("Content-Type is %q", kind)
	}
}
