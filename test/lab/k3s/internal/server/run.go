// Package server brings the node up, stage by stage, and down again.
package server

import (
	"context"
	"errors"
	"time"

	"k8s.io/client-go/kubernetes"

	"blog.lab/k3s/internal/components"
	"blog.lab/k3s/internal/options"
	"blog.lab/k3s/internal/paths"
	"blog.lab/k3s/internal/process"
)

// server is one run of the node.
type server struct {
	node    components.Node
	group   *process.Group
	client  kubernetes.Interface
	started time.Time
}

// Run is the node's whole life. It returns nil when the context ends, which asks it to shut down, and an error when
// the node can't start or a component ends by itself: the container is then of no use any more.
func Run(ctx context.Context, parsed options.Options) error {
	group, err := process.NewGroup(paths.Logs)
	if err != nil {
		return err
	}
	if err := quietLibraries(); err != nil {
		return err
	}
	run := &server{node: components.Node{Options: parsed}, group: group, started: time.Now()}
	reaping, stopReaping := context.WithCancel(context.WithoutCancel(ctx))
	defer stopReaping()
	go process.ReapOrphans(reaping)

	alive, end := context.WithCancelCause(ctx)
	defer end(nil)
	go run.watch(alive, end)
	err = run.bringUp(alive)
	if err == nil {
		run.say("k3s is up and running")
		<-alive.Done()
	}
	return errors.Join(run.reason(ctx, alive, err), run.bringDown())
}

// watch ends the node with its first component.
func (s *server) watch(ctx context.Context, end context.CancelCauseFunc) {
	select {
	case <-ctx.Done():
	case ended := <-s.group.Ended:
		end(ended.Death())
	}
}

// reason is why the node ends: nothing wrong if it was asked to, else a dead component before what that caused.
func (s *server) reason(asked, alive context.Context, err error) error {
	switch cause := context.Cause(alive); {
	case asked.Err() != nil:
		return nil
	case cause != nil:
		return cause
	}
	return err
}
