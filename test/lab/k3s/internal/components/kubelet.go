package components

import (
	"fmt"

	"blog.lab/k3s/internal/host"
	"blog.lab/k3s/internal/paths"
)

const kubeletConfig = `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
containerRuntimeEndpoint: unix://%s
cgroupDriver: cgroupfs
failCgroupV1: false
failSwapOn: false
oomScoreAdj: %d
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: true}
  x509: {clientCAFile: %s}
authorization: {mode: Webhook}
tlsCertFile: %s
tlsPrivateKeyFile: %s
clusterDomain: cluster.local
clusterDNS: [%s]
resolvConf: %s
serializeImagePulls: false
registryPullQPS: 0
# The images of the node's own pods are in no registry: none may be removed to make room.
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
evictionHard: {memory.available: 100Mi, nodefs.available: 1%%, nodefs.inodesFree: 1%%, imagefs.available: 1%%}
`

// Kubelet runs the node's pods.
func (n Node) Kubelet() ([]string, error) {
	resolver, err := configure("resolv.conf", host.Resolver())
	if err != nil {
		return nil, err
	}
	config, err := configure("kubelet.yaml", fmt.Sprintf(kubeletConfig, paths.Socket, n.oomScore(),
		certificate("ca"), certificate("kubelet-server"), key("kubelet-server"), n.DNSService(), resolver))
	return n.command("kubelet",
		"--config="+config,
		"--kubeconfig="+Kubeconfig("kubelet"),
		"--root-dir="+paths.Kubelet,
		"--hostname-override="+n.NodeName,
		"--node-ip="+n.Address,
		"--node-labels=node.kubernetes.io/instance-type=k3s",
	), err
}

// oomScore of the kubelet and of kube-proxy: their default where the container may set it.
func (n Node) oomScore() int {
	if n.AdjustOOMScore {
		return -999
	}
	return 0
}
