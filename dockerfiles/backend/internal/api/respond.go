package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"blog/backend/internal/middleware"
	"blog/backend/internal/store"
)

// respond sends a value as JSON.
func respond(w http.ResponseWriter, status int, value any) {
	body, err := json.Marshal(value)
	if err != nil { // no type that is sent from here can fail
		panic(err)
	}
	body = append(body, '\n')
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that has left needs no answer
}

// fail sends {"error": message}.
func fail(w http.ResponseWriter, status int, message string) {
	respond(w, status, map[string]string{"error": message})
}

// failStore answers for an error of the store, and logs what the client need not know.
func failStore(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(err, store.ErrNotFound):
		fail(w, http.StatusNotFound, "there is no such post")
	case r.Context().Err() != nil:
		w.WriteHeader(499) // the client has left; the number is nginx's
	case errors.Is(err, store.ErrUnavailable):
		middleware.Log(r.Context()).Error("the database did not serve a request", "error", err.Error())
		w.Header().Set("Retry-After", "5")
		fail(w, http.StatusServiceUnavailable, "the database cannot be reached: try again in a moment")
	default:
		middleware.Log(r.Context()).Error("the database refused a statement", "error", err.Error())
		fail(w, http.StatusInternalServerError, "the server failed on this request")
	}
}
