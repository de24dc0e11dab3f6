package policy

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"

	netv1 "k8s.io/api/networking/v1"
)

// entry is the chain that every packet to and from pods goes through.
const entry = "LAB-POLICY"

// chains are iptables' rules by chain. A packet that returns from a chain is allowed by it, and goes on to the next.
// What belongs to a connection that was allowed once, or comes from the node itself, passes: the kubelet's probes must.
func (s State) chains() map[string][]string {
	rules := map[string][]string{entry: {
		"-m conntrack --ctstate ESTABLISHED,RELATED -j RETURN",
		"-m addrtype --src-type LOCAL -j RETURN",
	}}
	for _, found := range s.isolations() {
		own, _ := address(found.pod)
		mine, theirs := "-d", "-s"
		if found.direction == netv1.PolicyTypeEgress {
			mine, theirs = theirs, mine
		}
		name := chainName(found)
		rules[entry] = append(rules[entry], fmt.Sprintf("%s %s -j %s", mine, own, name))
		// A pod may always reach itself, also through its own service.
		lines := []string{fmt.Sprintf("%s %s -j RETURN", theirs, own)}
		for _, allowed := range found.allowed {
			lines = append(lines, strings.Join(strings.Fields(
				fmt.Sprintf("%s %s %s -j RETURN", theirs, allowed.peer, allowed.ports)), " "))
		}
		slices.Sort(lines)
		rules[name] = append(slices.Compact(lines), "-j REJECT")
	}
	slices.Sort(rules[entry][2:])
	return rules
}

func chainName(of isolation) string {
	sum := sha256.Sum256([]byte(of.pod.Namespace + "/" + of.pod.Name))
	return fmt.Sprintf("LAB-%s-%x", strings.ToUpper(string(of.direction)), sum[:6])
}

// restore is the input of iptables-restore that replaces the chains in one step and removes those of before.
func restore(chains, before map[string][]string) string {
	var declared, rules, removed strings.Builder
	for _, name := range slices.Sorted(maps.Keys(chains)) {
		fmt.Fprintf(&declared, ":%s - [0:0]\n", name)
		for _, rule := range chains[name] {
			fmt.Fprintf(&rules, "-A %s %s\n", name, rule)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if _, kept := chains[name]; !kept {
			// Naming the chain empties it, and only an empty one can be removed.
			fmt.Fprintf(&declared, ":%s - [0:0]\n", name)
			fmt.Fprintf(&removed, "-X %s\n", name)
		}
	}
	return "*filter\n" + declared.String() + rules.String() + removed.String() + "COMMIT\n"
}
