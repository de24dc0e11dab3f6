package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"strings"
)

type link struct {
	ID    int64  `json:"id"`
	URL   string `json:"url"`
	Title string `json:"title"`
}

// routes answers /api, which the proxy lets through, and the two probes, which only the cluster reaches.
func routes(db *sql.DB, version string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, "alive") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if err := db.PingContext(r.Context()); err != nil {
			answer(w, http.StatusServiceUnavailable, err.Error())
			return
		}
		answer(w, http.StatusOK, "ready")
	})
	mux.HandleFunc("GET /api/version", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, map[string]string{"version": version})
	})
	mux.HandleFunc("GET /api/links", func(w http.ResponseWriter, r *http.Request) { list(w, r, db) })
	mux.HandleFunc("POST /api/links", func(w http.ResponseWriter, r *http.Request) { add(w, r, db) })
	return mux
}

func list(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	rows, err := db.QueryContext(r.Context(), "SELECT id, url, title FROM links ORDER BY id DESC LIMIT 50")
	if err != nil {
		answer(w, http.StatusInternalServerError, err.Error())
		return
	}
	defer rows.Close()
	links := []link{}
	for rows.Next() {
		var one link
		if err := rows.Scan(&one.ID, &one.URL, &one.Title); err != nil {
			answer(w, http.StatusInternalServerError, err.Error())
			return
		}
		links = append(links, one)
	}
	answer(w, http.StatusOK, links)
}

func add(w http.ResponseWriter, r *http.Request, db *sql.DB) {
	var one link
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096)).Decode(&one)
	if err != nil || !strings.HasPrefix(one.URL, "https://") || one.Title == "" {
		answer(w, http.StatusBadRequest, "a link needs a title and a url that begins with https://")
		return
	}
	result, err := db.ExecContext(r.Context(), "INSERT INTO links (url, title) VALUES (?, ?)", one.URL, one.Title)
	if err != nil {
		answer(w, http.StatusInternalServerError, err.Error())
		return
	}
	one.ID, _ = result.LastInsertId()
	answer(w, http.StatusCreated, one)
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}
