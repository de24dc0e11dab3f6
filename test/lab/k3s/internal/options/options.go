// Package options reads the arguments of `k3s server`.
package options

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"net/netip"
	"os"
	"slices"
	"strconv"
)

// Options are the arguments after `server`, with k3s's defaults.
type Options struct {
	// TLSSANs are more names and addresses for the API server's certificate.
	TLSSANs List
	// Disabled addons; see addonNames.
	Disabled List
	// NodeName is the Node's name. Default: the host name, which in a container is its id.
	NodeName string
	// KubeconfigMode are the permission bits of the kubeconfig. Default 0600.
	KubeconfigMode fs.FileMode
	// ClusterCIDR holds the pods' addresses. Default 10.42.0.0/16.
	ClusterCIDR netip.Prefix
	// ServiceCIDR holds the services' addresses. Default 10.43.0.0/16.
	ServiceCIDR netip.Prefix
	// NetworkPolicy is false where policies are not to be enforced. Default true.
	NetworkPolicy bool
	// Snapshotter of containerd: overlayfs or native. Default overlayfs.
	Snapshotter string
	// ComponentArgs are `key=value` arguments passed on, by component name.
	ComponentArgs map[string]*List
}

var (
	addonNames   = []string{"coredns", "local-storage", "metrics-server", "servicelb", "traefik"}
	snapshotters = []string{"overlayfs", "native"}
	components   = []string{"kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy", "kubelet"}
)

// raw are values that need more than parsing.
type raw struct {
	mode, clusterCIDR, serviceCIDR string
	disableNetworkPolicy           bool
}

// Parse reads arguments; an unknown flag, like any wrong value, is an error of one sentence.
func Parse(args []string) (Options, error) {
	hostname, err := os.Hostname()
	if err != nil {
		return Options{}, fmt.Errorf("the host has no name: %w", err)
	}
	options := Options{ComponentArgs: map[string]*List{}}
	flags, values := options.flags(hostname)
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(os.Stdout)
		flags.PrintDefaults()
		return Options{}, err
	} else if err != nil {
		return Options{}, fmt.Errorf("server: %w: see the flags of this image in `k3s server --help`", err)
	}
	if flags.NArg() > 0 {
		return Options{}, fmt.Errorf("server: unexpected argument %q: flags only", flags.Arg(0))
	}
	return options, options.finish(values)
}

func (o *Options) flags(hostname string) (*flag.FlagSet, *raw) {
	values := &raw{}
	flags := newFlagSet()
	flags.Var(&o.TLSSANs, "tls-san", "name or address for the API server's certificate (repeatable)")
	flags.Var(&o.Disabled, "disable", "addons to leave out (repeatable, comma separated)")
	flags.StringVar(&o.NodeName, "node-name", hostname, "name of the node")
	flags.StringVar(&o.Snapshotter, "snapshotter", "overlayfs", "snapshotter of containerd")
	flags.StringVar(&values.mode, "write-kubeconfig-mode", "600", "permission bits of the kubeconfig, octal")
	flags.StringVar(&values.clusterCIDR, "cluster-cidr", "10.42.0.0/16", "addresses of pods")
	flags.StringVar(&values.serviceCIDR, "service-cidr", "10.43.0.0/16", "addresses of services")
	flags.BoolVar(&values.disableNetworkPolicy, "disable-network-policy", false, "do not enforce NetworkPolicies")
	for _, name := range components {
		list := &List{whole: true}
		o.ComponentArgs[name] = list
		flags.Var(list, name+"-arg", "key=value for "+name+" (repeatable)")
	}
	return flags, values
}

func (o *Options) finish(values *raw) error {
	for _, name := range o.Disabled.Values {
		if !slices.Contains(addonNames, name) {
			return fmt.Errorf("--disable=%s: no such addon: use %v", name, addonNames)
		}
	}
	if !slices.Contains(snapshotters, o.Snapshotter) {
		return fmt.Errorf("--snapshotter=%s: not in this image: use %v", o.Snapshotter, snapshotters)
	}
	mode, err := strconv.ParseUint(values.mode, 8, 9)
	if err != nil {
		return fmt.Errorf("--write-kubeconfig-mode=%s: use octal permission bits such as 644", values.mode)
	}
	o.KubeconfigMode = fs.FileMode(mode)
	o.NetworkPolicy = !values.disableNetworkPolicy
	if o.ClusterCIDR, err = network("cluster-cidr", values.clusterCIDR, 24); err != nil {
		return err
	}
	o.ServiceCIDR, err = network("service-cidr", values.serviceCIDR, 28)
	return err
}

// network reads an IPv4 network of at least the given size.
func network(name, text string, longest int) (netip.Prefix, error) {
	prefix, err := netip.ParsePrefix(text)
	if err != nil || !prefix.Addr().Is4() || prefix.Bits() > longest {
		return prefix, fmt.Errorf("--%s=%s: use one IPv4 network of /%d or larger", name, text, longest)
	}
	return prefix.Masked(), nil
}
