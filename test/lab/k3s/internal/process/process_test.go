package process

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func group(t *testing.T) *Group {
	t.Helper()
	made, err := NewGroup(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestAnEndIsReportedWithItsLastLines(t *testing.T) {
	group := group(t)
	if err := group.Start("broken", "sh", "-c", "seq 100; exit 3"); err != nil {
		t.Fatal(err)
	}
	text := (<-group.Ended).Death().Error()
	if !strings.HasPrefix(text, "broken ended with exit status 3;") {
		t.Errorf("got %q", text)
	}
	if !strings.Contains(text, "\n81\n") || strings.Contains(text, "\n80\n") || !strings.HasSuffix(text, "\n100") {
		t.Errorf("want the last 20 lines, got %q", text)
	}
}

func TestAMissingProgramIsAnError(t *testing.T) {
	if err := group(t).Start("absent", "/no/such/program"); err == nil {
		t.Error("want an error")
	}
}

func TestAStubbornProcessIsKilledAfterTheGrace(t *testing.T) {
	group, deaf := group(t), filepath.Join(t.TempDir(), "deaf")
	if err := syscall.Mkfifo(deaf, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := group.Start("stubborn", "sh", "-c", "trap '' TERM; : >"+deaf+"; exec sleep 60"); err != nil {
		t.Fatal(err)
	}
	// Reading waits until the process has opened the pipe, and so has set its trap.
	if _, err := os.ReadFile(deaf); err != nil {
		t.Fatal(err)
	}
	group.Stop(100*time.Millisecond, "stubborn", "never-started")
	if text := (<-group.Ended).Death().Error(); !strings.Contains(text, "signal: killed") {
		t.Errorf("got %q", text)
	}
}
