// Package host prepares what the kernel shows of itself in the container: mounts, control groups, network.
package host

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// ShareMounts lets mounts that the kubelet makes show up in pods, and the reverse.
func ShareMounts() error {
	if err := unix.Mount("", "/", "", unix.MS_SHARED|unix.MS_REC, ""); err != nil {
		return fmt.Errorf("mounts can't be shared (%w): start the container with --privileged", err)
	}
	return nil
}
