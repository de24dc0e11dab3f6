package host

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

const cgroups = "/sys/fs/cgroup"

// DelegateCgroups lets the kubelet make groups with limits. Under cgroup v2 a group with processes of its own may
// not hand controllers down, so the container's processes move to a group beside the pods'. Version 1 has no such rule.
func DelegateCgroups() error { return delegate(cgroups) }

func delegate(root string) error {
	controllers, err := os.ReadFile(filepath.Join(root, "cgroup.controllers"))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	group := filepath.Join(root, "init")
	if err := os.MkdirAll(group, 0o755); err != nil {
		return fmt.Errorf("control groups can't be made (%w): start the container with --privileged", err)
	}
	processes, err := os.ReadFile(filepath.Join(root, "cgroup.procs"))
	if err != nil {
		return err
	}
	for _, pid := range strings.Fields(string(processes)) {
		// A process that has ended meanwhile, or one of the kernel's, can't be moved and need not be.
		_ = os.WriteFile(filepath.Join(group, "cgroup.procs"), []byte(pid), 0o644)
	}
	return enable(root, strings.Fields(string(controllers)))
}

func enable(root string, controllers []string) error {
	for _, controller := range controllers {
		file := filepath.Join(root, "cgroup.subtree_control")
		if err := os.WriteFile(file, []byte("+"+controller), 0o644); err != nil {
			return fmt.Errorf("control group controller %s can't be handed to pods: %w", controller, err)
		}
	}
	return nil
}
