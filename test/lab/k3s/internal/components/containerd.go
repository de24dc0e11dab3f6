package components

import (
	"fmt"
	"path/filepath"

	"blog.lab/k3s/internal/paths"
	"blog.lab/k3s/internal/registries"
)

// PauseImage is in the archive of the node's own images.
const PauseImage = "docker.io/rancher/mirrored-pause:3.6"

const containerdConfig = `version = 2
root = %q
state = %q

[grpc]
  address = %q

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = %q
  enable_unprivileged_ports = true
  enable_unprivileged_icmp = true
  netns_mounts_under_state_dir = true
  tolerate_missing_hugetlb_controller = true
  restrict_oom_score_adj = %t

[plugins."io.containerd.grpc.v1.cri".cni]
  bin_dir = "/usr/lib/cni"
  conf_dir = %q

[plugins."io.containerd.grpc.v1.cri".containerd]
  snapshotter = %q

[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"

[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
  SystemdCgroup = false

[plugins."io.containerd.grpc.v1.cri".registry]
  config_path = %q

`

// Containerd runs the pods' containers and pulls their images from where registries.yaml says.
func (n Node) Containerd() ([]string, error) {
	file, err := registries.Read(paths.Registries)
	if err != nil {
		return nil, err
	}
	mirrors := filepath.Join(paths.Config, "containerd/certs.d")
	if err := file.WriteHosts(mirrors); err != nil {
		return nil, err
	}
	network, err := n.podNetwork()
	if err != nil {
		return nil, err
	}
	state := filepath.Join(paths.Run, "containerd")
	content := fmt.Sprintf(containerdConfig, paths.Containerd, state, paths.Socket, PauseImage, !n.AdjustOOMScore,
		filepath.Dir(network), n.Snapshotter, mirrors)
	config, err := configure("containerd/config.toml", content+file.Credentials())
	return []string{"/usr/bin/containerd", "--config", config}, err
}
