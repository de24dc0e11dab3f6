package server

import (
	"context"
	"fmt"
	"os/exec"

	"blog.lab/k3s/internal/paths"
	"blog.lab/k3s/internal/process"
)

// importImages gives containerd the images of the node's own pods, which no registry has.
func (s *server) importImages(ctx context.Context) error {
	ready := func(context.Context) (bool, error) {
		_, err := ctr("version")
		return err == nil, nil
	}
	if err := s.await(ctx, "containerd answers", ready); err != nil {
		return err
	}
	if output, err := ctr("images", "import", "--snapshotter", s.node.Snapshotter, paths.Images); err != nil {
		return fmt.Errorf("%s can't be imported: %w: %s", paths.Images, err, output)
	}
	s.say("images of the node's own pods are imported")
	return nil
}

func ctr(arguments ...string) ([]byte, error) {
	own := []string{"--address", paths.Socket, "--namespace", "k8s.io"}
	return process.Run(exec.Command("/usr/bin/ctr", append(own, arguments...)...))
}
