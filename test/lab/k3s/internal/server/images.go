package server

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

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
	return oncePerArchive(paths.Images, filepath.Join(paths.Containerd, "imported-"+s.node.Snapshotter), func() error {
		if output, err := ctr("images", "import", "--snapshotter", s.node.Snapshotter, paths.Images); err != nil {
			return fmt.Errorf("%s can't be imported: %w: %s", paths.Images, err, output)
		}
		s.say("images of the node's own pods are imported")
		return nil
	})
}

// oncePerArchive does the work unless a marker says that it was done for this very archive. The marker lies with the
// imported images, so that it goes when they do.
func oncePerArchive(archive, marker string, work func() error) error {
	info, err := os.Stat(archive)
	if err != nil {
		return err
	}
	current := fmt.Sprintf("%d bytes of %s", info.Size(), info.ModTime().UTC())
	if done, err := os.ReadFile(marker); err == nil && string(done) == current {
		return nil
	}
	if err := work(); err != nil {
		return err
	}
	return os.WriteFile(marker, []byte(current), 0o600)
}

func ctr(arguments ...string) ([]byte, error) {
	own := []string{"--address", paths.Socket, "--namespace", "k8s.io"}
	return process.Run(exec.Command("/usr/bin/ctr", append(own, arguments...)...))
}
