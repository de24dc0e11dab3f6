// Package post is what a blog post is and what makes one acceptable.
package post

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Longest texts accepted, in characters. The columns hold as much.
const (
	MaxTitle  = 200
	MaxAuthor = 80
	MaxBody   = 20_000
)

// Post is a stored post.
type Post struct {
	ID        int64     `json:"id"`
	Title     string    `json:"title"`
	Body      string    `json:"body"`
	Author    string    `json:"author"`
	CreatedAt time.Time `json:"createdAt"`
}

// Draft is what a writer sends.
type Draft struct {
	Title  string `json:"title"`
	Body   string `json:"body"`
	Author string `json:"author"`
}

// Clean returns the draft without white space around its texts, or one message that names
// every field that is wrong.
func (d Draft) Clean() (Draft, error) {
	d = Draft{strings.TrimSpace(d.Title), strings.TrimSpace(d.Body), strings.TrimSpace(d.Author)}
	var faults []string
	for _, fault := range []string{
		checkLine("title", d.Title, MaxTitle),
		checkLine("author", d.Author, MaxAuthor),
		checkText("body", d.Body, MaxBody),
	} {
		if fault != "" {
			faults = append(faults, fault)
		}
	}
	if faults != nil {
		return Draft{}, fmt.Errorf("%s", strings.Join(faults, "; "))
	}
	return d, nil
}

func checkLine(field, value string, longest int) string {
	if strings.ContainsFunc(value, unicode.IsControl) {
		return field + " must be one line without control characters"
	}
	return checkLength(field, value, longest)
}

func checkText(field, value string, longest int) string {
	if strings.ContainsFunc(value, func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune("\t\r\n", r) }) {
		return field + " must not contain control characters"
	}
	return checkLength(field, value, longest)
}

func checkLength(field, value string, longest int) string {
	if n := utf8.RuneCountInString(value); n < 1 || n > longest {
		return fmt.Sprintf("%s must have 1 to %d characters, got %d", field, longest, n)
	}
	return ""
}
