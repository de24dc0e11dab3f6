// Package paths says where the node keeps its files; the public ones are where k3s has them.
package paths

const (
	// Data outlives the container: callers mount a volume here.
	Data = "/var/lib/rancher/k3s"

	TLS         = Data + "/server/tls"
	Etcd        = Data + "/server/db/etcd"
	Credentials = Data + "/server/cred"
	NodeState   = Data + "/server/node-passwords"
	Config      = Data + "/agent/etc"
	Containerd  = Data + "/agent/containerd"
	Storage     = Data + "/storage"

	// Kubelet is a volume of its own: pods' emptyDirs and volume mounts.
	Kubelet = "/var/lib/kubelet"

	Kubeconfig   = "/etc/rancher/k3s/k3s.yaml"
	Registries   = "/etc/rancher/k3s/registries.yaml"
	NodePassword = "/etc/rancher/node/password"

	Run    = "/run/k3s"
	Socket = Run + "/containerd/containerd.sock"
	Logs   = "/var/log/k3s"

	// Images holds the images of the node's own pods, as one archive of the container image.
	Images = "/usr/share/k3s/images.tar"
	// Kube is the binary with all Kubernetes components.
	Kube = "/usr/bin/kube"
)
