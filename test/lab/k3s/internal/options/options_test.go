package options

import (
	"slices"
	"strings"
	"testing"
)

func TestDefaults(t *testing.T) {
	parsed, err := Parse(nil)
	if err != nil {
		t.Fatal(err)
	}
	if parsed.NodeName == "" || parsed.KubeconfigMode != 0o600 || !parsed.NetworkPolicy {
		t.Errorf("defaults are %+v", parsed)
	}
	if parsed.ClusterCIDR.String() != "10.42.0.0/16" || parsed.ServiceCIDR.String() != "10.43.0.0/16" {
		t.Errorf("networks are %s and %s", parsed.ClusterCIDR, parsed.ServiceCIDR)
	}
}

func TestListsAreRepeatedAndSplit(t *testing.T) {
	parsed, err := Parse([]string{
		"--disable=traefik,servicelb", "--disable", "coredns", "--tls-san=a", "--tls-san=127.0.0.1",
		"--kube-apiserver-arg=feature-gates=A=true,B=false",
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"traefik", "servicelb", "coredns"}; !slices.Equal(parsed.Disabled.Values, want) {
		t.Errorf("disabled are %v, want %v", parsed.Disabled.Values, want)
	}
	if want := []string{"a", "127.0.0.1"}; !slices.Equal(parsed.TLSSANs.Values, want) {
		t.Errorf("names are %v, want %v", parsed.TLSSANs.Values, want)
	}
	if want := []string{"feature-gates=A=true,B=false"}; !slices.Equal(parsed.ComponentArgs["kube-apiserver"].Values, want) {
		t.Errorf("arguments are %v, want %v", parsed.ComponentArgs["kube-apiserver"].Values, want)
	}
}

func TestWrongArgumentsAreNamed(t *testing.T) {
	for argument, want := range map[string]string{
		"--foo":                        "not defined: -foo",
		"extra":                        `"extra"`,
		"--disable=traefk":             "--disable=traefk",
		"--snapshotter=zfs":            "--snapshotter=zfs",
		"--cluster-cidr=10.42.0.0/25":  "--cluster-cidr=10.42.0.0/25",
		"--service-cidr=fd00::/64":     "--service-cidr=fd00::/64",
		"--write-kubeconfig-mode=0999": "--write-kubeconfig-mode=0999",
	} {
		if _, err := Parse([]string{argument}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want a mention of %s", argument, err, want)
		}
	}
}
