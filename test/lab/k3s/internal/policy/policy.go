// Package policy enforces NetworkPolicies for the pods of this node with iptables: a pod that a policy selects gets a
// chain of its own per direction, which lets through what some policy allows and refuses the rest.
package policy

import (
	"net/netip"

	v1 "k8s.io/api/core/v1"
	netv1 "k8s.io/api/networking/v1"
)

// State is what decides about a packet.
type State struct {
	Policies   []*netv1.NetworkPolicy
	Pods       []*v1.Pod
	Namespaces []*v1.Namespace
}

// isolation is one pod that policies select in one direction, with all that they allow there.
type isolation struct {
	pod       *v1.Pod
	direction netv1.PolicyType
	allowed   []match
}

// rule is what ingress and egress rules have in common.
type rule struct {
	peers []netv1.NetworkPolicyPeer
	ports []netv1.NetworkPolicyPort
}

func (s State) isolations() []isolation {
	var all []isolation
	for _, pod := range s.Pods {
		if _, filtered := address(pod); !filtered {
			continue
		}
		for _, direction := range []netv1.PolicyType{netv1.PolicyTypeEgress, netv1.PolicyTypeIngress} {
			if found, isolated := s.isolate(pod, direction); isolated {
				all = append(all, found)
			}
		}
	}
	return all
}

func (s State) isolate(pod *v1.Pod, direction netv1.PolicyType) (isolation, bool) {
	found, isolated := isolation{pod: pod, direction: direction}, false
	for _, policy := range s.Policies {
		if policy.Namespace != pod.Namespace || !selects(&policy.Spec.PodSelector, pod.Labels) {
			continue
		}
		rules, governs := rulesOf(policy, direction)
		isolated = isolated || governs
		for _, rule := range rules {
			for _, peer := range s.endpoints(policy.Namespace, rule.peers) {
				found.allowed = append(found.allowed, matches(found, peer, rule.ports)...)
			}
		}
	}
	return found, isolated
}

// rulesOf are a policy's rules for a direction, and whether it governs that direction at all.
func rulesOf(policy *netv1.NetworkPolicy, direction netv1.PolicyType) (rules []rule, governs bool) {
	for _, kind := range policy.Spec.PolicyTypes {
		governs = governs || kind == direction
	}
	if !governs {
		return nil, false
	}
	if direction == netv1.PolicyTypeIngress {
		for _, ingress := range policy.Spec.Ingress {
			rules = append(rules, rule{ingress.From, ingress.Ports})
		}
		return rules, true
	}
	for _, egress := range policy.Spec.Egress {
		rules = append(rules, rule{egress.To, egress.Ports})
	}
	return rules, true
}

// address of a pod that policies apply to: it runs, and not in the node's own network.
func address(pod *v1.Pod) (netip.Prefix, bool) {
	ended := pod.Status.Phase == v1.PodSucceeded || pod.Status.Phase == v1.PodFailed
	parsed, err := netip.ParseAddr(pod.Status.PodIP)
	if ended || pod.Spec.HostNetwork || err != nil || !parsed.Is4() {
		return netip.Prefix{}, false
	}
	return netip.PrefixFrom(parsed, 32), true
}
