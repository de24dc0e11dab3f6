package options

import (
	"flag"
	"io"
	"slices"
	"strings"
)

// List is the value of a flag that may be repeated and may hold several values, separated by commas.
type List struct {
	Values []string
	// whole values are not split at commas.
	whole bool
}

func (l *List) String() string { return strings.Join(l.Values, ",") }

func (l *List) Set(text string) error {
	if l.whole {
		l.Values = append(l.Values, text)
		return nil
	}
	for value := range strings.SplitSeq(text, ",") {
		if value = strings.TrimSpace(value); value != "" {
			l.Values = append(l.Values, value)
		}
	}
	return nil
}

// Has says whether the list holds a value.
func (l *List) Has(value string) bool { return slices.Contains(l.Values, value) }

// newFlagSet prints its flags on --help alone, so that an error stays one sentence.
func newFlagSet() *flag.FlagSet {
	flags := flag.NewFlagSet("k3s server", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	return flags
}
