package middleware

import "net/http"

// Version writes into every answer which release it is from, those of a panic included.
func Version(version string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Backend-Version", version)
		next.ServeHTTP(w, r)
	})
}
