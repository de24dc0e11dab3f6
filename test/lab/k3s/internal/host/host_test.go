package host

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPodsGetAResolverWithinTheirReach(t *testing.T) {
	for given, want := range map[string]string{
		"search x\nnameserver 127.0.0.11\n": fallback,
		"nameserver 192.0.2.53\n":           "nameserver 192.0.2.53\n",
		"":                                  fallback,
	} {
		if got := reachable(given); got != want {
			t.Errorf("%q: got %q, want %q", given, got, want)
		}
	}
}

func TestAnotherMachineCannotTakeANodesName(t *testing.T) {
	known, first, second := t.TempDir(), filepath.Join(t.TempDir(), "p"), filepath.Join(t.TempDir(), "p")
	for _, step := range []struct {
		name, file string
		refused    bool
	}{{"node", first, false}, {"node", first, false}, {"node", second, true}, {"other", second, false}} {
		if err := ClaimNode(step.name, step.file, known); (err != nil) != step.refused {
			t.Errorf("%+v: got %v", step, err)
		}
	}
}

func TestControllersAreHandedDown(t *testing.T) {
	root := t.TempDir()
	for name, content := range map[string]string{"cgroup.controllers": "cpu memory\n", "cgroup.procs": "1\n"} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := delegate(root); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{"init/cgroup.procs": "1", "cgroup.subtree_control": "+memory"} {
		if got, _ := os.ReadFile(filepath.Join(root, file)); strings.TrimSpace(string(got)) != want {
			t.Errorf("%s: got %q, want %q", file, got, want)
		}
	}
}

func TestVersion1NeedsNoDelegation(t *testing.T) {
	root := t.TempDir()
	if err := delegate(root); err != nil {
		t.Fatal(err)
	}
	if made, _ := os.ReadDir(root); len(made) != 0 {
		t.Errorf("%v was made", made)
	}
}
