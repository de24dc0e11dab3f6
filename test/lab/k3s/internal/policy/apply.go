package policy

import (
	"fmt"
	"maps"
	"os/exec"
	"slices"
	"strings"

	"blog.lab/k3s/internal/process"
)

// enforcer remembers what it told the kernel last.
type enforcer struct{ chains map[string][]string }

// apply makes the kernel's rules those of a state.
func (e *enforcer) apply(state State) error {
	chains := state.chains()
	if !maps.EqualFunc(chains, e.chains, slices.Equal) {
		command := exec.Command("iptables-restore", "--wait", "--noflush")
		command.Stdin = strings.NewReader(restore(chains, e.chains))
		if output, err := process.Run(command); err != nil {
			return fmt.Errorf("network policies can't be enforced: %w: %s", err, output)
		}
		e.chains = chains
	}
	// Packets between pods and to the outside are forwarded; those to the node itself, such as its API, are input.
	for _, chain := range []string{"FORWARD", "INPUT"} {
		if err := comeFirst(chain); err != nil {
			return err
		}
	}
	return nil
}

// comeFirst puts the jump before all other rules: kube-proxy puts its own there when it starts, and they let
// through what goes to a node port.
func comeFirst(chain string) error {
	jump := fmt.Sprintf("-A %s -j %s", chain, entry)
	rules, err := iptables("-S", chain)
	if err != nil {
		return err
	}
	lines := strings.Split(rules, "\n")
	if len(lines) > 1 && lines[1] == jump {
		return nil
	}
	if slices.Contains(lines, jump) {
		if _, err := iptables("-D", chain, "-j", entry); err != nil {
			return err
		}
	}
	_, err = iptables("-I", chain, "1", "-j", entry)
	return err
}

func iptables(arguments ...string) (string, error) {
	output, err := process.Run(exec.Command("iptables", append([]string{"--wait"}, arguments...)...))
	if err != nil {
		return "", fmt.Errorf("iptables %s: %w: %s", strings.Join(arguments, " "), err, output)
	}
	return string(output), nil
}
