package readiness

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"time"
)

// Between two attempts to migrate: short at first, because the database often starts
// together with the backend.
const (
	firstDelay   = 200 * time.Millisecond
	longestDelay = 5 * time.Second
)

// Prepare calls migrate until it succeeds, and then makes the replica ready. It never gives
// up: a database that comes late, or back from a restore, needs nobody to restart the backend.
// Each new reason is logged once.
func (s *State) Prepare(ctx context.Context, log *slog.Logger, migrate func(context.Context) (int, error)) {
	logged := ""
	for delay := firstDelay; ; delay = min(2*delay, longestDelay) {
		version, err := migrate(ctx)
		if err == nil {
			s.prepared(version)
			log.Info("ready", "schema", version)
			return
		}
		if ctx.Err() != nil {
			return
		}
		s.failed(err.Error())
		if err.Error() != logged {
			logged = err.Error()
			log.Error("not ready, trying again", "error", logged)
		}
		// Jitter, so that replicas started together do not return together.
		if !pause(ctx, delay/2+rand.N(delay/2)) {
			return
		}
	}
}

// Database is what Watch asks.
type Database struct {
	Ping func(context.Context) error
	// Schema returns the live schema version. Its failure alone is no outage: the table
	// that holds the version may be locked, or not be there yet.
	Schema func(context.Context) (int, error)
}

// Watch asks the database every period until ctx ends, and logs when it goes and comes.
func (s *State) Watch(ctx context.Context, log *slog.Logger, period time.Duration, db Database) {
	for {
		schema, err := look(ctx, period, db)
		if ctx.Err() != nil {
			return
		}
		if s.looked(err == nil, schema) {
			logChange(log, err)
		}
		if !pause(ctx, period) {
			return
		}
	}
}

// look returns the live schema version, 0 if it could not be read in time, or why nobody answered.
func look(ctx context.Context, limit time.Duration, db Database) (schema int, err error) {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	if err := db.Ping(limited); err != nil {
		return 0, err
	}
	schema, err = db.Schema(limited)
	if err != nil {
		return 0, nil
	}
	return schema, nil
}

func logChange(log *slog.Logger, err error) {
	if err != nil {
		log.Error("the database cannot be reached", "error", err.Error())
		return
	}
	log.Info("the database can be reached")
}

// pause waits for d, and reports false if ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
