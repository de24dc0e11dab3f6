package api

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"strconv"

	"blog/backend/internal/post"
)

// Posts in one answer of the list.
const (
	defaultLimit = 20
	maxLimit     = 50
)

type postsHandler struct{ posts Posts }

type page struct {
	Posts []post.Post `json:"posts"`
	// NextBefore is the value of before for the next older page, absent on the last one.
	NextBefore int64 `json:"nextBefore,omitempty"`
}

// list answers GET /api/posts?before=ID&limit=N, newest first.
func (h postsHandler) list(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	before, err := number(query, "before", math.MaxInt64, math.MaxInt64)
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	limit, err := number(query, "limit", defaultLimit, maxLimit)
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	posts, err := h.posts.List(r.Context(), before, int(limit)+1) // one more tells whether there is another page
	if err != nil {
		failStore(w, r, err)
		return
	}
	answer := page{Posts: posts}
	if len(posts) > int(limit) {
		answer.Posts = posts[:limit]
		answer.NextBefore = posts[limit-1].ID
	}
	respond(w, http.StatusOK, answer)
}

// get answers GET /api/posts/{id}.
func (h postsHandler) get(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id < 1 {
		fail(w, http.StatusNotFound, "there is no such post")
		return
	}
	one, err := h.posts.Get(r.Context(), id)
	if err != nil {
		failStore(w, r, err)
		return
	}
	respond(w, http.StatusOK, one)
}

// create answers POST /api/posts with the post as it is stored.
func (h postsHandler) create(w http.ResponseWriter, r *http.Request) {
	var draft post.Draft
	if err := decode(w, r, &draft); err != nil {
		var p *problem
		errors.As(err, &p)
		fail(w, p.status, p.message)
		return
	}
	draft, err := draft.Clean()
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	one, err := h.posts.Create(r.Context(), draft)
	if err != nil {
		failStore(w, r, err)
		return
	}
	w.Header().Set("Location", fmt.Sprintf("/api/posts/%d", one.ID))
	respond(w, http.StatusCreated, one)
}

// number reads a query parameter from 1 to most.
func number(query url.Values, name string, absent, most int64) (int64, error) {
	if !query.Has(name) {
		return absent, nil
	}
	n, err := strconv.ParseInt(query.Get(name), 10, 64)
	if err != nil || n < 1 || n > most {
		return 0, fmt.Errorf("%s must be a whole number from 1 to %d, got %q", name, most, query.Get(name))
	}
	return n, nil
}
