package readiness

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

var (
	quiet = slog.New(slog.NewTextHandler(io.Discard, nil))
	down  = errors.New("connection refused")
)

func TestAReplicaIsNotReadyBeforeItsSchemaIs(t *testing.T) {
	got := NewState().Status()
	if got.Ready || got.Reason != "starting" {
		t.Errorf("got %+v", got)
	}
}

func TestPrepareTriesUntilTheDatabaseIsThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		state, start, attempts := NewState(), time.Now(), 0
		go state.Prepare(t.Context(), quiet, func(context.Context) (int, error) {
			if attempts++; time.Since(start) < time.Minute {
				return 0, down
			}
			return 7, nil
		})
		time.Sleep(59 * time.Second)
		if got := state.Status(); got.Ready || got.Reason != "connection refused" {
			t.Errorf("before: got %+v", got)
		}
		time.Sleep(time.Second + longestDelay)
		if got := state.Status(); !got.Ready || got.Reason != "" || got.Schema != 7 {
			t.Errorf("after: got %+v", got)
		}
		if attempts < 12 || attempts > 40 {
			t.Errorf("%d attempts in a minute", attempts)
		}
	})
}

func TestPrepareLogsEachReasonOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var output bytes.Buffer
		answers := []error{down, down, down, errors.New("too new"), errors.New("too new"), nil}
		NewState().Prepare(t.Context(), slog.New(slog.NewTextHandler(&output, nil)), func(context.Context) (int, error) {
			err := answers[0]
			answers = answers[1:]
			return 1, err
		})
		for _, want := range []string{"connection refused", "too new", "msg=ready"} {
			if n := strings.Count(output.String(), want); n != 1 {
				t.Errorf("%q is logged %d times", want, n)
			}
		}
	})
}

func TestPrepareEndsWithTheProcess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		state := NewState()
		time.AfterFunc(time.Second, stop)
		state.Prepare(ctx, quiet, func(context.Context) (int, error) { return 0, down })
		if state.Status().Ready {
			t.Error("became ready")
		}
	})
}

func TestAnOutageIsSeenButKeepsTheReplicaReady(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		state, start := NewState(), time.Now()
		state.prepared(1)
		go state.Watch(t.Context(), quiet, 3*time.Second, Database{
			Ping: func(context.Context) error {
				if at := time.Since(start); at > 4*time.Second && at < 8*time.Second {
					return down
				}
				return nil
			},
			Schema: schemaOf(1),
		})
		for _, up := range []bool{true, false, true} { // after 3.5, 7 and 10.5 seconds
			time.Sleep(3500 * time.Millisecond)
			if got := state.Status(); !got.Ready || got.DatabaseUp != up {
				t.Errorf("up %t: got %+v", up, got)
			}
		}
	})
}

func TestAPingThatHangsCountsAsAnOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		state := NewState()
		state.prepared(1)
		go state.Watch(t.Context(), quiet, 3*time.Second, Database{
			Ping:   func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() },
			Schema: schemaOf(1),
		})
		time.Sleep(4 * time.Second)
		if state.Status().DatabaseUp {
			t.Error("the database counts as up")
		}
	})
}

func TestAReplicaThatIsNotReadyKnowsTheSchemaAllTheSame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		state := NewState()
		go state.Prepare(t.Context(), quiet, func(context.Context) (int, error) { return 0, errors.New("too new") })
		go state.Watch(t.Context(), quiet, 3*time.Second, Database{Ping: answered, Schema: schemaOf(9)})
		time.Sleep(time.Second)
		if got := state.Status(); got.Ready || got.Schema != 9 || got.Reason != "too new" {
			t.Errorf("got %+v", got)
		}
	})
}

func TestAMigrationByAnotherReleaseIsSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		state, start := NewState(), time.Now()
		state.prepared(1)
		go state.Watch(t.Context(), quiet, 3*time.Second, Database{
			Ping:   answered,
			Schema: func(context.Context) (int, error) { return 1 + int(time.Since(start)/(4*time.Second)), nil },
		})
		for _, live := range []int{1, 2} { // read after 3 and 6 seconds
			time.Sleep(3500 * time.Millisecond)
			if got := state.Status(); !got.Ready || got.Schema != live {
				t.Errorf("schema %d: got %+v", live, got)
			}
		}
	})
}

func TestASchemaThatCannotBeReadStaysAndIsNoOutage(t *testing.T) {
	for name, schema := range map[string]func(context.Context) (int, error){
		"an error":        func(context.Context) (int, error) { return 0, errors.New("no such table") },
		"a locked table":  func(ctx context.Context) (int, error) { <-ctx.Done(); return 0, ctx.Err() },
		"nothing in it":   schemaOf(0),
		"an error, and 3": func(context.Context) (int, error) { return 3, errors.New("cut off") },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				state := NewState()
				state.prepared(2)
				go state.Watch(t.Context(), quiet, 3*time.Second, Database{Ping: answered, Schema: schema})
				time.Sleep(7 * time.Second)
				if got := state.Status(); !got.Ready || !got.DatabaseUp || got.Schema != 2 {
					t.Errorf("got %+v", got)
				}
			})
		})
	}
}

func answered(context.Context) error { return nil }

func schemaOf(version int) func(context.Context) (int, error) {
	return func(context.Context) (int, error) { return version, nil }
}
