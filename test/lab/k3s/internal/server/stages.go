package server

import (
	"context"
	"fmt"
	"time"

	"blog.lab/k3s/internal/components"
	"blog.lab/k3s/internal/host"
	"blog.lab/k3s/internal/kubeconfig"
	"blog.lab/k3s/internal/paths"
	"blog.lab/k3s/internal/pki"
)

// say prints a stage's one line, with the seconds since the start.
func (s *server) say(format string, values ...any) {
	fmt.Printf("%6.1fs %s\n", time.Since(s.started).Seconds(), fmt.Sprintf(format, values...))
}

// bringUp runs all stages in order; the context ends early when a component does.
func (s *server) bringUp(ctx context.Context) error {
	stages := []func(context.Context) error{
		s.prepareHost, s.prepareCredentials,
		s.startFoundation, s.importImages, s.awaitAPIServer,
		s.startComponents, s.applyAddons, s.awaitNode, s.awaitDNS,
	}
	for _, stage := range stages {
		if err := stage(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (s *server) prepareHost(context.Context) (err error) {
	if s.node.Address, err = host.Address(); err != nil {
		return err
	}
	s.node.AdjustOOMScore = host.MayAdjustOOMScore()
	if err := host.ClaimNode(s.node.NodeName, paths.NodePassword, paths.NodeState); err != nil {
		return err
	}
	if err := host.ShareMounts(); err != nil {
		return err
	}
	if err := host.DelegateCgroups(); err != nil {
		return err
	}
	if err := host.PrepareNetwork(s.node.ClusterCIDR.String()); err != nil {
		return err
	}
	s.say("node %s at %s: mounts, control groups and network are prepared", s.node.NodeName, s.node.Address)
	return nil
}

func (s *server) prepareCredentials(context.Context) error {
	certificates := pki.Cluster{
		NodeName: s.node.NodeName, NodeAddress: s.node.Address, APIServerHosts: s.node.APIServerHosts(),
	}
	if err := pki.Ensure(paths.TLS, certificates); err != nil {
		return err
	}
	for _, component := range []string{"kube-controller-manager", "kube-scheduler", "kube-proxy", "kubelet"} {
		if err := kubeconfig.Write(components.Kubeconfig(component), paths.TLS, component, 0o600); err != nil {
			return err
		}
	}
	s.say("certificates are ready")
	return nil
}

// startFoundation starts what the other components need.
func (s *server) startFoundation(context.Context) error {
	containerd, err := s.node.Containerd()
	if err != nil {
		return err
	}
	if err := s.group.Start("containerd", containerd...); err != nil {
		return err
	}
	if err := s.group.Start("etcd", components.Etcd()...); err != nil {
		return err
	}
	return s.group.Start("kube-apiserver", s.node.APIServer()...)
}

// startComponents starts what talks to the API server.
func (s *server) startComponents(ctx context.Context) error {
	kubelet, err := s.node.Kubelet()
	if err != nil {
		return err
	}
	proxy, err := s.node.Proxy()
	if err != nil {
		return err
	}
	for name, command := range map[string][]string{
		"kubelet":                 kubelet,
		"kube-proxy":              proxy,
		"kube-scheduler":          s.node.Scheduler(),
		"kube-controller-manager": s.node.ControllerManager(),
	} {
		if err := s.group.Start(name, command...); err != nil {
			return err
		}
	}
	return nil
}
