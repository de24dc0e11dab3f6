package api

import (
	"strings"
	"testing"
)

func TestCreateSaysWhatIsWrongWithARequest(t *testing.T) {
	const json = "application/json"
	for name, test := range map[string]struct {
		kind, body string
		status     int
		message    string
	}{
		"no type":       {"", `{}`, 415, `Content-Type must be application/json`},
		"a form":        {"application/x-www-form-urlencoded", `title=t`, 415, `Content-Type must be application/json`},
		"empty":         {json, ``, 400, `the body is empty: send a JSON object`},
		"white space":   {json, " \n", 400, `the body is empty: send a JSON object`},
		"cut off":       {json, `{"title":"t`, 400, `the body is not valid JSON: it ends too early`},
		"no JSON":       {json, `title`, 400, `the body is not valid JSON at byte 2: invalid character 'i' in literal true (expecting 'r')`},
		"an array":      {json, `[]`, 400, `the body must be a JSON object, got array`},
		"a string":      {json, `"t"`, 400, `the body must be a JSON object, got string`},
		"two objects":   {json, `{}{}`, 400, `the body must hold one JSON object and nothing after it`},
		"rest":          {json, `{"title":"t"} x`, 400, `the body must hold one JSON object and nothing after it`},
		"a number":      {json, `{"title":1}`, 400, `title must be a string, got number`},
		"unknown field": {json, `{"id":1}`, 400, `unknown field \"id\"`},
		"not UTF-8":     {json, "{\"title\":\"\xff\"}", 400, `the body is not valid UTF-8`},
		"null":          {json, `null`, 400, `title must have 1 to 200 characters, got 0; author must have 1 to 80 characters, got 0; body must have 1 to 20000 characters, got 0`},
		"a field short": {json, `{"title":"t","body":"b"}`, 400, `author must have 1 to 80 characters, got 0`},
		"too large":     {json, `{"title":"` + strings.Repeat("t", maxRequestBytes) + `"}`, 413, `the body must not be larger than 262144 bytes`},
	} {
		t.Run(name, func(t *testing.T) {
			posts := somePosts(0)
			got := ask(t, posts, ready, "POST /api/posts", test.body, "Content-Type: "+test.kind)
			expect(t, got, test.status, `{"error":"`+test.message+`"}`)
			if len(posts.posts) != 0 {
				t.Error("a post was stored all the same")
			}
		})
	}
}
