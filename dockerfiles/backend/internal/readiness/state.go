// Package readiness decides whether this replica may get requests.
package readiness

import (
	"cmp"
	"sync"
)

// Status is one consistent look at a replica.
type Status struct {
	// Ready says that the schema is one this release serves on. It stays true through an
	// outage of the database: otherwise every replica would leave at once, and the proxy
	// would have none left that could say what is wrong.
	Ready bool
	// Reason says in one sentence why the replica is not ready, and is empty when it is.
	Reason string
	// Schema is the live schema version as last read, 0 until the first time. Other
	// releases migrate too, so it may be one that this release would not start on.
	Schema int
	// DatabaseUp is the result of the latest ping.
	DatabaseUp bool
}

// State keeps the status; it may be used by several goroutines.
type State struct {
	mu     sync.Mutex
	status Status
}

// NewState returns the state of a replica that has just started.
func NewState() *State {
	return &State{status: Status{Reason: "starting"}}
}

// Status returns the present status.
func (s *State) Status() Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.status
}

func (s *State) prepared(schema int) {
	s.change(func(status *Status) { *status = Status{Ready: true, Schema: schema, DatabaseUp: true} })
}

func (s *State) failed(reason string) {
	s.change(func(status *Status) { status.Reason = reason })
}

// looked reports whether up is another one than last time. Of a schema that could not be
// read, 0, the last version stays.
func (s *State) looked(up bool, schema int) (changed bool) {
	s.change(func(status *Status) {
		changed = status.DatabaseUp != up
		status.DatabaseUp = up
		status.Schema = cmp.Or(schema, status.Schema)
	})
	return changed
}

func (s *State) change(change func(*Status)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.status)
}
