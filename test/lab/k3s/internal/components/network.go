package components

import (
	"encoding/json"

	"blog.lab/k3s/internal/host"
)

// podNetwork configures the pods' bridge. Addresses that are in use are remembered in /run alone: no pod
// outlives the container, and an address kept for one that is gone would be lost for good.
func (n Node) podNetwork() (string, error) {
	bridge := map[string]any{
		"type": "bridge", "bridge": host.Bridge,
		"isDefaultGateway": true, "hairpinMode": true, "forceAddress": true,
		"ipam": map[string]any{"type": "host-local", "subnet": n.PodCIDR(), "dataDir": "/run/cni"},
	}
	ports := map[string]any{"type": "portmap", "capabilities": map[string]bool{"portMappings": true}}
	content, err := json.MarshalIndent(map[string]any{
		"cniVersion": "0.4.0", "name": "cbr0", "plugins": []any{bridge, ports},
	}, "", "  ")
	if err != nil {
		return "", err
	}
	return configure("cni/net.d/10-bridge.conflist", string(content))
}
