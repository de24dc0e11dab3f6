package components

import "blog.lab/k3s/internal/paths"

const etcdAddress = "http://127.0.0.1:2379"

// Etcd keeps the cluster's state. It listens inside the container alone, and doesn't wait for the disk:
// the state outlives the container's sudden end, though not the machine's.
func Etcd() []string {
	const peers = "http://127.0.0.1:2380"
	return []string{paths.Kube, "etcd",
		"--name=k3s", "--data-dir=" + paths.Etcd,
		"--listen-client-urls=" + etcdAddress, "--advertise-client-urls=" + etcdAddress,
		"--listen-peer-urls=" + peers, "--initial-advertise-peer-urls=" + peers, "--initial-cluster=k3s=" + peers,
		"--unsafe-no-fsync", "--log-level=warn",
	}
}
