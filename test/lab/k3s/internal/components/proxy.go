package components

import "fmt"

const proxyConfig = `apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: iptables
clusterCIDR: %s
hostnameOverride: %s
bindAddress: 0.0.0.0
healthzBindAddress: 127.0.0.1:10256
metricsBindAddress: 127.0.0.1:10249
clientConnection: {kubeconfig: %s}
# The machine's limit on connections is its own affair.
conntrack: {maxPerCore: 0}
oomScoreAdj: %d
`

// Proxy makes services reachable; node ports on all addresses, as a published port arrives at the container's own.
func (n Node) Proxy() ([]string, error) {
	content := fmt.Sprintf(proxyConfig, n.ClusterCIDR, n.NodeName, Kubeconfig("kube-proxy"), n.oomScore())
	config, err := configure("kube-proxy.yaml", content)
	return n.command("kube-proxy", "--config="+config), err
}
