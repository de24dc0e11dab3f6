package server

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"testing"
	"time"
)

func TestARequestInFlightIsAnsweredAfterTheSignalToStop(t *testing.T) {
	s := start(t, time.Minute)
	answer := s.get()
	<-s.arrived
	s.stop()
	waitUntilClosed(t, s.address)
	select {
	case err := <-s.ended:
		t.Fatalf("ended with a request in flight: %v", err)
	default:
	}
	close(s.release)
	if got := <-answer; got != "done" {
		t.Errorf("the request in flight got %q", got)
	}
	if err := <-s.ended; err != nil {
		t.Errorf("got %v", err)
	}
}

func TestARequestThatNeverEndsIsCutOff(t *testing.T) {
	s := start(t, 10*time.Millisecond)
	answer := s.get()
	<-s.arrived
	s.stop()
	err := <-s.ended
	want := "requests still in flight after 10ms were cut off: context deadline exceeded"
	if err == nil || err.Error() != want {
		t.Errorf("got %v; want %s", err, want)
	}
	if got := <-answer; got == "done" {
		t.Error("the request was answered")
	}
	close(s.release)
}

func TestIdleConnectionsOutliveThoseOfTheProxy(t *testing.T) {
	s := New(http.NotFoundHandler(), slog.Default())
	if s.IdleTimeout != 75*time.Second || s.ReadHeaderTimeout == 0 || s.ReadTimeout == 0 {
		t.Errorf("got %+v", s)
	}
	if s.WriteTimeout == 0 || s.WriteTimeout >= Grace || Grace > 30*time.Second {
		t.Errorf("write timeout %s < grace %s <= 30s does not hold", s.WriteTimeout, Grace)
	}
}

type running struct {
	address          string
	arrived, release chan struct{}
	stop             context.CancelFunc
	ended            chan error
}

// start runs a server whose only handler says that a request has arrived and waits for its release.
func start(t *testing.T, grace time.Duration) running {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	r := running{listener.Addr().String(), make(chan struct{}), make(chan struct{}), stop, make(chan error, 1)}
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(r.arrived)
		<-r.release
		_, _ = io.WriteString(w, "done")
	})
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	go func() { r.ended <- Run(ctx, New(handler, quiet), listener, grace) }()
	return r
}

func (r running) get() <-chan string {
	answer := make(chan string, 1)
	go func() {
		response, err := http.Get("http://" + r.address)
		if err != nil {
			answer <- err.Error()
			return
		}
		defer response.Body.Close()
		body, _ := io.ReadAll(response.Body)
		answer <- string(body)
	}()
	return answer
}

// waitUntilClosed returns when new connections are refused.
func waitUntilClosed(t *testing.T, address string) {
	t.Helper()
	for t.Context().Err() == nil {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			return
		}
		_ = conn.Close()
	}
}
