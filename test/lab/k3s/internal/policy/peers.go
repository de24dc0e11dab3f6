package policy

import (
	"net/netip"

	v1 "k8s.io/api/core/v1"
	netv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// endpoint is the other side of a connection: addresses, and the pod that has them if it is one.
type endpoint struct {
	addresses netip.Prefix
	pod       *v1.Pod
}

var everywhere = endpoint{addresses: netip.PrefixFrom(netip.IPv4Unspecified(), 0)}

// endpoints are where the peers of a rule are now; no peers at all means everywhere.
func (s State) endpoints(namespace string, peers []netv1.NetworkPolicyPeer) []endpoint {
	if len(peers) == 0 {
		return []endpoint{everywhere}
	}
	var found []endpoint
	for _, peer := range peers {
		if peer.IPBlock != nil {
			for _, addresses := range remainder(peer.IPBlock) {
				found = append(found, endpoint{addresses: addresses})
			}
			continue
		}
		for _, pod := range s.Pods {
			if address, reachable := address(pod); reachable && s.isPeer(pod, namespace, peer) {
				found = append(found, endpoint{address, pod})
			}
		}
	}
	return found
}

// isPeer: without a selector for namespaces, the policy's own is meant; without one for pods, all of them.
func (s State) isPeer(pod *v1.Pod, namespace string, peer netv1.NetworkPolicyPeer) bool {
	if peer.PodSelector != nil && !selects(peer.PodSelector, pod.Labels) {
		return false
	}
	if peer.NamespaceSelector == nil {
		return pod.Namespace == namespace
	}
	for _, known := range s.Namespaces {
		if known.Name == pod.Namespace {
			return selects(peer.NamespaceSelector, known.Labels)
		}
	}
	return false
}

func selects(selector *metav1.LabelSelector, set map[string]string) bool {
	parsed, err := metav1.LabelSelectorAsSelector(selector)
	return err == nil && parsed.Matches(labels.Set(set))
}

// remainder of an address block after its exceptions.
func remainder(block *netv1.IPBlock) []netip.Prefix {
	whole, err := netip.ParsePrefix(block.CIDR)
	if err != nil || !whole.Addr().Is4() {
		return nil
	}
	rest := []netip.Prefix{whole.Masked()}
	for _, text := range block.Except {
		exception, err := netip.ParsePrefix(text)
		if err != nil {
			continue
		}
		var smaller []netip.Prefix
		for _, prefix := range rest {
			smaller = append(smaller, subtract(prefix, exception.Masked())...)
		}
		rest = smaller
	}
	return rest
}

// subtract halves a network until its parts lie wholly inside or outside the exception.
func subtract(network, exception netip.Prefix) []netip.Prefix {
	if !network.Overlaps(exception) {
		return []netip.Prefix{network}
	}
	if exception.Bits() <= network.Bits() {
		return nil
	}
	bytes, bits := network.Addr().As4(), network.Bits()
	lower := netip.PrefixFrom(network.Addr(), bits+1)
	bytes[bits/8] |= 1 << (7 - bits%8)
	upper := netip.PrefixFrom(netip.AddrFrom4(bytes), bits+1)
	return append(subtract(lower, exception), subtract(upper, exception)...)
}
