package middleware

import (
	"net/http/httptest"
	"strings"
	"testing"
)

func TestClientAddress(t *testing.T) {
	for name, test := range map[string]struct {
		forwarded []string
		want      string
	}{
		"no proxy":             {nil, "192.0.2.1"}, // what httptest connects from
		"one":                  {[]string{"10.1.2.3"}, "10.1.2.3"},
		"a client that lies":   {[]string{"6.6.6.6, 10.1.2.3"}, "10.1.2.3"},
		"a lie in its own":     {[]string{"6.6.6.6", "10.1.2.3"}, "10.1.2.3"},
		"IPv6":                 {[]string{"2001:db8::1"}, "2001:db8::1"},
		"no address at all":    {[]string{"<script>"}, "192.0.2.1"},
		"an empty last member": {[]string{"10.1.2.3, "}, "192.0.2.1"},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest("GET", "/", nil)
			for _, line := range test.forwarded {
				r.Header.Add("X-Forwarded-For", line)
			}
			if got := clientAddress(r); got != test.want {
				t.Errorf("got %s; want %s", got, test.want)
			}
		})
	}
}

func TestRequestID(t *testing.T) {
	for given, taken := range map[string]bool{
		"4f1c-22_a.b": true, strings.Repeat("a", 64): true,
		"": false, "a b": false, "a\"b": false, "é": false, strings.Repeat("a", 65): false,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Header.Set("X-Request-ID", given)
		got := requestID(r)
		if (got == given) != taken || !acceptable.MatchString(got) {
			t.Errorf("%q became %q", given, got)
		}
	}
	r := httptest.NewRequest("GET", "/", nil)
	if requestID(r) == requestID(r) {
		t.Error("two requests have the same id")
	}
}
