package policy

import (
	"fmt"
	"net/netip"
	"strings"

	v1 "k8s.io/api/core/v1"
	netv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// match is a kind of packet: the other side's addresses and, if any, protocol and ports.
type match struct {
	peer netip.Prefix
	// ports are iptables' arguments for protocol and destination ports; none means every packet.
	ports string
}

// matches of one peer and the ports of a rule; no ports at all means every packet.
func matches(of isolation, peer endpoint, ports []netv1.NetworkPolicyPort) []match {
	if len(ports) == 0 {
		return []match{{peer: peer.addresses}}
	}
	// A port's name is the receiver's: the pod itself for what comes in, the peer for what goes out.
	receiver := of.pod
	if of.direction == netv1.PolicyTypeEgress {
		receiver = peer.pod
	}
	var all []match
	for _, port := range ports {
		if text, known := arguments(port, receiver); known {
			all = append(all, match{peer.addresses, text})
		}
	}
	return all
}

// arguments for a port; a name that the receiver doesn't have is not known.
func arguments(port netv1.NetworkPolicyPort, receiver *v1.Pod) (string, bool) {
	protocol := v1.ProtocolTCP
	if port.Protocol != nil {
		protocol = *port.Protocol
	}
	text := "-p " + strings.ToLower(string(protocol))
	if port.Port == nil {
		return text, true
	}
	number, known := number(*port.Port, protocol, receiver)
	if port.EndPort != nil {
		return fmt.Sprintf("%s --dport %d:%d", text, number, *port.EndPort), known
	}
	return fmt.Sprintf("%s --dport %d", text, number), known
}

func number(port intstr.IntOrString, protocol v1.Protocol, receiver *v1.Pod) (int32, bool) {
	if port.Type == intstr.Int {
		return port.IntVal, true
	}
	if receiver == nil {
		return 0, false
	}
	for _, container := range receiver.Spec.Containers {
		for _, named := range container.Ports {
			if named.Name == port.StrVal && named.Protocol == protocol {
				return named.ContainerPort, true
			}
		}
	}
	return 0, false
}
