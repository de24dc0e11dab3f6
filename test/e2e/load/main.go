// The constant load of the end-to-end tests: requests arrive at a fixed rate, whether or not earlier ones are answered.
//
// Prints a line of JSON for each answer. Ends, once those under way are answered, when its input does.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"
)

const patience = 10 * time.Second

func main() {
	rate := flag.Int("rate", 200, "requests per second")
	flag.Parse()
	if flag.NArg() != 1 || *rate < 1 {
		fmt.Fprintln(os.Stderr, "usage: load [-rate REQUESTS_PER_SECOND] URL")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *rate); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(url string, rate int) error {
	attacker := vegeta.NewAttacker(vegeta.Timeout(patience))
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		attacker.Stop()
	}()
	const endless = 0
	lines := json.NewEncoder(os.Stdout)
	pace := vegeta.Rate{Freq: rate, Per: time.Second}
	for result := range attacker.Attack(targets(url), pace, endless, "") {
		if err := lines.Encode(answerTo(result)); err != nil {
			return err
		}
	}
	return nil
}

// targets takes turns between the page, the posts and the version.
func targets(url string) vegeta.Targeter {
	return vegeta.NewStaticTargeter(
		vegeta.Target{Method: "GET", URL: url + "/"},
		vegeta.Target{Method: "GET", URL: url + "/api/posts"},
		vegeta.Target{Method: "GET", URL: url + "/api/version"},
	)
}
