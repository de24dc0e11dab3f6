package main

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	vegeta "github.com/tsenart/vegeta/v12/lib"
)

// answer is what became of one request.
type answer struct {
	// At is when the answer came, in milliseconds since 1970.
	At int64 `json:"at"`
	// Ms is how long it took, in milliseconds.
	Ms      float64 `json:"ms"`
	Service string  `json:"service"`
	// Version is what the service said that it is; empty if it did not say so.
	Version string `json:"version,omitempty"`
	// Failure is the kind of what went wrong; empty if nothing did.
	Failure string `json:"failure,omitempty"`
}

var (
	pageVersion = regexp.MustCompile(`<meta\s+name="version"\s+content="([^"]*)"`)
	addresses   = regexp.MustCompile(`\d+\.\d+\.\d+\.\d+:\d+(->)?`)
)

func answerTo(result *vegeta.Result) answer {
	service, version := spokenBy(result)
	return answer{
		At:      result.End().UnixMilli(),
		Ms:      float64(result.Latency.Microseconds()) / 1000,
		Service: service,
		Version: version,
		Failure: failureOf(result, version),
	}
}

func spokenBy(result *vegeta.Result) (service, version string) {
	if target, err := url.Parse(result.URL); err == nil && strings.HasPrefix(target.Path, "/api/") {
		return "backend", result.Headers.Get("X-Backend-Version")
	}
	if found := pageVersion.FindSubmatch(result.Body); found != nil {
		version = string(found[1])
	}
	return "frontend", version
}

func failureOf(result *vegeta.Result, version string) string {
	switch {
	case result.Code != 0 && result.Code != 200:
		return "status " + strconv.Itoa(int(result.Code))
	case result.Error != "":
		return addresses.ReplaceAllString(result.Error, "")
	case version == "":
		return "no version"
	}
	return ""
}
