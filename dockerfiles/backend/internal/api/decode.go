package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"unicode/utf8"
)

// Bytes of a request body: the longest post fits even if every character is escaped.
const maxRequestBytes = 256 << 10

// problem is a request that cannot be accepted, in words for who sent it.
type problem struct {
	status  int
	message string
}

func (p *problem) Error() string { return p.message }

func bad(format string, args ...any) error {
	return &problem{http.StatusBadRequest, fmt.Sprintf(format, args...)}
}

// decode reads one JSON object into target; the error is always a *problem.
func decode(w http.ResponseWriter, r *http.Request, target any) error {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return &problem{http.StatusUnsupportedMediaType, "Content-Type must be application/json"}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequestBytes))
	if err != nil {
		return unreadable(err)
	}
	if !utf8.Valid(body) { // the decoder would replace what is wrong without a word
		return bad("the body is not valid UTF-8")
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(target); err != nil {
		return malformed(err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return bad("the body must hold one JSON object and nothing after it")
	}
	return nil
}

func unreadable(err error) error {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return &problem{http.StatusRequestEntityTooLarge, fmt.Sprintf("the body must not be larger than %d bytes", tooLarge.Limit)}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return &problem{http.StatusRequestTimeout, "the body did not arrive in time"}
	}
	return bad("the body could not be read to its end")
}

func malformed(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF):
		return bad("the body is empty: send a JSON object")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return bad("the body is not valid JSON: it ends too early")
	case errors.As(err, &syntax):
		return bad("the body is not valid JSON at byte %d: %s", syntax.Offset, syntax)
	case errors.As(err, &kind) && kind.Field != "":
		return bad("%s must be a %s, got %s", kind.Field, kind.Type, kind.Value)
	case errors.As(err, &kind):
		return bad("the body must be a JSON object, got %s", kind.Value)
	}
	return bad("%s", strings.TrimPrefix(err.Error(), "json: ")) // unknown field "x"
}
