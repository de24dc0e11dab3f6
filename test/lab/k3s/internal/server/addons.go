package server

import (
	"context"
	"errors"
	"fmt"
	"os"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"blog.lab/k3s/internal/addons"
	"blog.lab/k3s/internal/paths"
	"blog.lab/k3s/internal/policy"
	"blog.lab/k3s/internal/volumes"
)

// applyAddons applies what is wanted and removes what an earlier start applied and this one disables.
func (s *server) applyAddons(ctx context.Context) error {
	var wanted, unwanted []string
	for _, name := range addons.Names {
		if s.node.Disabled.Has(name) {
			unwanted = append(unwanted, name)
		} else {
			wanted = append(wanted, name)
		}
	}
	values := addons.Values{DNSService: s.node.DNSService()}
	if err := errors.Join(addons.Apply(wanted, values), addons.Delete(unwanted, values)); err != nil {
		return err
	}
	if !s.node.Disabled.Has("local-storage") {
		s.background("volumes", func() error { return volumes.Run(ctx, s.client, paths.Storage) })
	}
	if s.node.NetworkPolicy {
		s.background("network policies", func() error { return policy.Run(ctx, s.client) })
	}
	s.say("addons are applied")
	return nil
}

// background runs a controller of this process.
func (s *server) background(name string, work func() error) {
	go func() {
		if err := work(); err != nil {
			fmt.Fprintf(os.Stderr, "k3s: the controller of %s ended: %v\n", name, err)
		}
	}()
}

// label says what the node is, which a kubelet may not say of itself.
func (s *server) label(ctx context.Context) error {
	patch := []byte(`{"metadata":{"labels":{"node-role.kubernetes.io/control-plane":"true"}}}`)
	_, err := s.client.CoreV1().Nodes().Patch(ctx, s.node.NodeName, types.MergePatchType, patch, metav1.PatchOptions{})
	return err
}
