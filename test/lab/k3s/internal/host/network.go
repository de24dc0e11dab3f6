package host

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"strings"

	"blog.lab/k3s/internal/process"
)

// Bridge is the pods' bridge, named as in k3s.
const Bridge = "cni0"

// Address is the container's own IPv4 address: that of its first interface.
func Address() (string, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return "", err
	}
	for _, found := range interfaces {
		if found.Flags&net.FlagLoopback != 0 || found.Name == Bridge {
			continue
		}
		addresses, _ := found.Addrs()
		for _, address := range addresses {
			if prefix, err := netip.ParsePrefix(address.String()); err == nil && prefix.Addr().Is4() {
				return prefix.Addr().String(), nil
			}
		}
	}
	return "", fmt.Errorf("the container has no IPv4 address: start it in a network")
}

// PrepareNetwork forwards packets, shows those of the pods' bridge to iptables, and lets pods reach the outside
// under the container's address.
func PrepareNetwork(podCIDR string) error {
	for _, module := range []string{"br_netfilter", "overlay", "nf_conntrack"} {
		// Most kernels have them loaded or built in, and a container often can't load any.
		_, _ = process.Run(exec.Command("modprobe", "--quiet", module))
	}
	settings := map[string]string{"ipv4/ip_forward": "1", "bridge/bridge-nf-call-iptables": "1"}
	for key, value := range settings {
		if err := os.WriteFile("/proc/sys/net/"+key, []byte(value), 0o644); err != nil {
			return fmt.Errorf("net/%s can't be set (%w): load br_netfilter on the machine and use --privileged", key, err)
		}
	}
	return ensureRule("nat", "POSTROUTING", "-s", podCIDR, "!", "-d", podCIDR, "!", "-o", Bridge, "-j", "MASQUERADE")
}

func ensureRule(table, chain string, rule ...string) error {
	arguments := append([]string{"-w", "-t", table, "-C", chain}, rule...)
	if _, err := process.Run(exec.Command("iptables", arguments...)); err == nil {
		return nil
	}
	arguments[3] = "-A"
	if output, err := process.Run(exec.Command("iptables", arguments...)); err != nil {
		return fmt.Errorf("iptables %s: %w: %s", strings.Join(arguments, " "), err, output)
	}
	return nil
}
