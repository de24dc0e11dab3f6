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
	before, limit, err := pageAsked(r.URL.Query())
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	posts, err := h.posts.List(r.Context(), before, limit+1) // one more tells whether there is another page
	if err != nil {
		failStore(w, r, err)
		return
	}
	answer := page{Posts: posts}
	if len(posts) > limit {
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

// pageAsked reads the query of the list; what is absent means the newest posts.
func pageAsked(query url.Values) (before int64, limit int, err error) {
	before, limit = math.MaxInt64, defaultLimit
	if given := query.Get("before"); query.Has("before") {
		before, err = strconv.ParseInt(given, 10, 64)
		if err != nil || before < 1 {
			return 0, 0, fmt.Errorf("before must be the id of a post, a whole number from 1, got %q", given)
		}
	}
	if given := query.Get("limit"); query.Has("limit") {
		limit, err = strconv.Atoi(given)
		if err != nil || limit < 1 || limit > maxLimit {
			return 0, 0, fmt.Errorf("limit must be a whole number from 1 to %d, got %q", maxLimit, given)
		}
	}
	return before, limit, nil
}
