// Package components knows how each component of the node is configured and started.
package components

import (
	"fmt"
	"net/netip"
	"os"
	"path/filepath"

	"blog.lab/k3s/internal/options"
	"blog.lab/k3s/internal/paths"
)

// Node is what the components' settings depend on.
type Node struct {
	options.Options
	// Address of the container.
	Address string
	// AdjustOOMScore says whether out-of-memory scores may be lowered here.
	AdjustOOMScore bool
}

// PodCIDR is the node's share of the cluster's addresses: the first /24.
func (n Node) PodCIDR() string { return netip.PrefixFrom(n.ClusterCIDR.Addr(), 24).String() }

// APIServerService is the first address of the services' network, the API server's own.
func (n Node) APIServerService() string { return n.ServiceCIDR.Addr().Next().String() }

// DNSService is the tenth address of the services' network.
func (n Node) DNSService() string {
	address := n.ServiceCIDR.Addr()
	for range 10 {
		address = address.Next()
	}
	return address.String()
}

// APIServerHosts are all names and addresses in the API server's certificate.
func (n Node) APIServerHosts() []string {
	own := []string{
		"kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local",
		"localhost", "127.0.0.1", "::1", n.NodeName, n.Address, n.APIServerService(),
	}
	return append(own, n.TLSSANs.Values...)
}

// command is a component's command line, with the caller's own arguments last, where they win.
func (n Node) command(component string, arguments ...string) []string {
	command := append([]string{paths.Kube, component}, arguments...)
	if passed := n.ComponentArgs[component]; passed != nil {
		for _, argument := range passed.Values {
			command = append(command, "--"+argument)
		}
	}
	return command
}

func certificate(name string) string { return filepath.Join(paths.TLS, name+".crt") }

func key(name string) string { return filepath.Join(paths.TLS, name+".key") }

// Kubeconfig is the file of a component's credentials.
func Kubeconfig(component string) string {
	return filepath.Join(paths.Credentials, component+".kubeconfig")
}

// configure writes a component's configuration file and returns its path.
func configure(name, content string) (string, error) {
	file := filepath.Join(paths.Config, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return "", err
	}
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		return "", fmt.Errorf("configuration of %s: %w", name, err)
	}
	return file, nil
}
