package post

import (
	"strings"
	"testing"
)

func TestCleanAcceptsWhatFitsAndTrimsIt(t *testing.T) {
	for name, test := range map[string]struct{ in, want Draft }{
		"white space around":   {Draft{" t ", "\n a\n\nb \n", "\tme"}, Draft{"t", "a\n\nb", "me"}},
		"one character each":   {Draft{"꽃", "🌱", "김"}, Draft{"꽃", "🌱", "김"}},
		"longest, in emoji":    {longest("🌱"), longest("🌱")},
		"tabs and line breaks": {Draft{"t", "a\tb\r\nc", "me"}, Draft{"t", "a\tb\r\nc", "me"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := test.in.Clean()
			if err != nil || got != test.want {
				t.Errorf("got %q, %v; want %q", got, err, test.want)
			}
		})
	}
}

func TestCleanNamesEveryFault(t *testing.T) {
	for name, test := range map[string]struct {
		in   Draft
		want string
	}{
		"title missing":     {Draft{"", "b", "a"}, "title must have 1 to 200 characters, got 0"},
		"title blank":       {Draft{" \t ", "b", "a"}, "title must have 1 to 200 characters, got 0"},
		"title too long":    {Draft{strings.Repeat("가", 201), "b", "a"}, "title must have 1 to 200 characters, got 201"},
		"title of lines":    {Draft{"a\nb", "b", "a"}, "title must be one line without control characters"},
		"author too long":   {Draft{"t", "b", strings.Repeat("a", 81)}, "author must have 1 to 80 characters, got 81"},
		"author with NUL":   {Draft{"t", "b", "a\x00b"}, "author must be one line without control characters"},
		"body blank":        {Draft{"t", " \n ", "a"}, "body must have 1 to 20000 characters, got 0"},
		"body too long":     {Draft{"t", strings.Repeat("b", 20_001), "a"}, "body must have 1 to 20000 characters, got 20001"},
		"body with control": {Draft{"t", "a\x1b[31mb", "a"}, "body must not contain control characters"},
		"two faults": {Draft{"", "b", ""},
			"title must have 1 to 200 characters, got 0; author must have 1 to 80 characters, got 0"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := test.in.Clean()
			if err == nil || err.Error() != test.want || got != (Draft{}) {
				t.Errorf("got %q, %v; want %q", got, err, test.want)
			}
		})
	}
}

func longest(character string) Draft {
	return Draft{strings.Repeat(character, MaxTitle), strings.Repeat(character, MaxBody), strings.Repeat(character, MaxAuthor)}
}
