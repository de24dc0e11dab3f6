package api

import (
	"net/http"

	"blog/backend/internal/readiness"
	"blog/backend/internal/schema"
)

type release struct {
	Version string      `json:"version"`
	Schema  schemaRange `json:"schema"`
}

type schemaRange struct {
	Min int `json:"min"`
	Max int `json:"max"`
	// Live is null until the database has been read once.
	Live *int `json:"live"`
}

// versionOf answers GET /api/version with this release, the schema versions it serves on and the
// live one. It is asked of replicas that are not ready too, so it waits for no database.
func versionOf(version string, status func() readiness.Status) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		answer := release{version, schemaRange{Min: schema.Min, Max: schema.Max}}
		if live := status().Schema; live != 0 {
			answer.Schema.Live = &live
		}
		respond(w, http.StatusOK, answer)
	}
}
