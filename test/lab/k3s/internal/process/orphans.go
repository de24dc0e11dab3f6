package process

import (
	"context"
	"os"
	"os/exec"
	"os/signal"
	"sync"

	"golang.org/x/sys/unix"
)

var (
	// own are the processes that are waited for by name; all other children are orphans.
	own  = map[int]bool{}
	lock sync.Mutex
)

// begin starts a command and marks it as one's own before an orphan's reaper can take its end away.
func begin(command *exec.Cmd) error {
	lock.Lock()
	defer lock.Unlock()
	if err := command.Start(); err != nil {
		return err
	}
	own[command.Process.Pid] = true
	return nil
}

func forget(pid int) {
	lock.Lock()
	defer lock.Unlock()
	delete(own, pid)
}

// Run runs a short command to its end and returns what it printed.
func Run(command *exec.Cmd) ([]byte, error) {
	var output lines
	command.Stdout, command.Stderr = &output, &output
	if err := begin(command); err != nil {
		return nil, err
	}
	defer forget(command.Process.Pid)
	err := command.Wait()
	return output, err
}

type lines []byte

func (l *lines) Write(text []byte) (int, error) {
	*l = append(*l, text...)
	return len(text), nil
}

// ReapOrphans does the duty of process 1: containerd's shims and what their containers leave end as its children.
func ReapOrphans(ctx context.Context) {
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, unix.SIGCHLD)
	defer signal.Stop(ended)
	for {
		select {
		case <-ctx.Done():
			return
		case <-ended:
			reap()
		}
	}
}

// reap looks at who has ended without taking it, as an own process is awaited elsewhere.
func reap() {
	lock.Lock()
	defer lock.Unlock()
	for _, pid := range zombies() {
		if !own[pid] {
			_, _ = unix.Wait4(pid, nil, unix.WNOHANG, nil)
		}
	}
}
