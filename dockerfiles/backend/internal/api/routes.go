// Package api answers the blog's HTTP requests.
package api

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"blog/backend/internal/post"
	"blog/backend/internal/readiness"
)

// Posts is where posts are kept. Its errors are those of package store.
type Posts interface {
	List(ctx context.Context, before int64, limit int) ([]post.Post, error)
	Get(ctx context.Context, id int64) (post.Post, error)
	Create(ctx context.Context, draft post.Draft) (post.Post, error)
}

// New returns the handler of every path. The proxy lets only /api through from outside.
func New(version string, posts Posts, status func() readiness.Status, metrics http.HandlerFunc) http.Handler {
	mux := http.NewServeMux()
	p := postsHandler{posts}
	ready := func(next http.HandlerFunc) http.HandlerFunc { return onlyReady(status, next) }

	handle(mux, "/api/posts", methods{"GET": ready(p.list), "POST": ready(p.create)})
	handle(mux, "/api/posts/{id}", methods{"GET": ready(p.get)})
	handle(mux, "/api/version", methods{"GET": versionOf(version, status)})
	handle(mux, "/livez", methods{"GET": live})
	handle(mux, "/readyz", methods{"GET": readyz(status)})
	handle(mux, "/metrics", methods{"GET": metrics})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fail(w, http.StatusNotFound, "there is nothing at this path")
	})
	return mux
}

type methods map[string]http.HandlerFunc

// handle registers a path whose other methods are answered with 405 and a list of the right ones.
func handle(mux *http.ServeMux, path string, byMethod methods) {
	allowed := slices.Sorted(maps.Keys(byMethod))
	if i, ok := slices.BinarySearch(allowed, "GET"); ok {
		allowed = slices.Insert(allowed, i+1, "HEAD") // net/http answers it where it answers GET
	}
	allow := strings.Join(allowed, ", ")
	for method, handler := range byMethod {
		mux.HandleFunc(method+" "+path, handler)
	}
	mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", allow)
		fail(w, http.StatusMethodNotAllowed, "this path answers only "+allow)
	})
}

// onlyReady keeps requests away from tables that may not be the ones this release knows.
func onlyReady(status func() readiness.Status, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !status().Ready {
			w.Header().Set("Retry-After", "5")
			fail(w, http.StatusServiceUnavailable, "the blog is starting: try again in a moment")
			return
		}
		next(w, r)
	}
}
