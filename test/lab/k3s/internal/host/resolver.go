package host

import (
	"net/netip"
	"os"
	"strings"
)

// fallback is what k3s gives to pods where the machine's resolver is out of their reach.
const fallback = "nameserver 8.8.8.8\n"

// Resolver is the resolv.conf for pods that use the node's DNS, such as the cluster's DNS itself.
// In a Docker network the container's own points at a loopback address, which is another one inside a pod.
func Resolver() string {
	content, err := os.ReadFile("/etc/resolv.conf")
	if err != nil {
		return fallback
	}
	return reachable(string(content))
}

func reachable(resolver string) string {
	for line := range strings.Lines(resolver) {
		fields := strings.Fields(line)
		if len(fields) < 2 || fields[0] != "nameserver" {
			continue
		}
		if address, err := netip.ParseAddr(fields[1]); err == nil && !address.IsLoopback() {
			return resolver
		}
	}
	return fallback
}
