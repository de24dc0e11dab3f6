// Package process starts the node's components and notices when one ends.
package process

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// Process is one running component.
type Process struct {
	Name string

	command *exec.Cmd
	log     string
	done    chan struct{}
	err     error
}

// Group is all components; the first that ends is reported once to its Ended channel.
type Group struct {
	// Logs is the directory for the components' output.
	Logs string

	Ended   chan *Process
	running map[string]*Process
}

// NewGroup makes an empty group and the directory of its logs.
func NewGroup(logs string) (*Group, error) {
	group := &Group{Logs: logs, Ended: make(chan *Process, 1), running: map[string]*Process{}}
	return group, os.MkdirAll(logs, 0o755)
}

// Start runs a component; its output goes to NAME.log, which starts empty.
func (g *Group) Start(name string, argv ...string) error {
	log, err := os.Create(filepath.Join(g.Logs, name+".log"))
	if err != nil {
		return err
	}
	defer log.Close()
	started := &Process{Name: name, log: log.Name(), done: make(chan struct{})}
	started.command = exec.Command(argv[0], argv[1:]...)
	started.command.Stdout, started.command.Stderr = log, log
	// A signal to the container's own group must not reach the components: they are stopped in order.
	started.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := begin(started.command); err != nil {
		return fmt.Errorf("%s can't be started: %w", name, err)
	}
	g.running[name] = started
	go g.await(started)
	return nil
}

func (g *Group) await(process *Process) {
	process.err = process.command.Wait()
	forget(process.command.Process.Pid)
	close(process.done)
	select {
	case g.Ended <- process:
	default:
	}
}

// Stop asks components to end, all at once, and ends those that haven't after the grace.
func (g *Group) Stop(grace time.Duration, names ...string) {
	for _, name := range names {
		if process := g.running[name]; process != nil {
			_ = process.command.Process.Signal(syscall.SIGTERM)
		}
	}
	deadline := time.After(grace)
	for _, name := range names {
		if process := g.running[name]; process != nil {
			process.end(deadline)
		}
	}
}

func (p *Process) end(deadline <-chan time.Time) {
	select {
	case <-p.done:
		return
	case <-deadline:
	}
	_ = p.command.Process.Kill()
	<-p.done
}
