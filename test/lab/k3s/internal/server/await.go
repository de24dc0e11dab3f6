package server

import (
	"context"
	"fmt"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"

	"blog.lab/k3s/internal/kubeconfig"
	"blog.lab/k3s/internal/paths"
)

// patience is how long one stage may take; the slowest takes a few seconds on an idle machine.
const patience = 5 * time.Minute

// await asks again and again until the answer is yes, a component has ended, or patience has.
func (s *server) await(ctx context.Context, what string, ask wait.ConditionWithContextFunc) error {
	err := wait.PollUntilContextTimeout(ctx, 100*time.Millisecond, patience, true, ask)
	if err != nil {
		return fmt.Errorf("it was not so within %s that %s (%w): see the logs in %s", patience, what, err, paths.Logs)
	}
	return nil
}

// awaitAPIServer also hands out the kubeconfig: who waits for the file may use it at once.
func (s *server) awaitAPIServer(ctx context.Context) error {
	draft := paths.Credentials + "/admin.kubeconfig"
	if err := kubeconfig.Write(draft, paths.TLS, "admin", 0o600); err != nil {
		return err
	}
	config, err := clientcmd.BuildConfigFromFlags("", draft)
	if err != nil {
		return err
	}
	if s.client, err = kubernetes.NewForConfig(config); err != nil {
		return err
	}
	ready := func(ctx context.Context) (bool, error) {
		answer, err := s.client.Discovery().RESTClient().Get().AbsPath("/readyz").DoRaw(ctx)
		return err == nil && string(answer) == "ok", nil
	}
	if err := s.await(ctx, "the API server is ready", ready); err != nil {
		return err
	}
	s.say("the API server is ready at %s", kubeconfig.Server)
	return kubeconfig.Write(paths.Kubeconfig, paths.TLS, "admin", s.node.KubeconfigMode)
}

func (s *server) awaitNode(ctx context.Context) error {
	ready := func(ctx context.Context) (bool, error) {
		node, err := s.client.CoreV1().Nodes().Get(ctx, s.node.NodeName, metav1.GetOptions{})
		return err == nil && isReady(node, s.started), nil
	}
	if err := s.await(ctx, "the node is Ready", ready); err != nil {
		return err
	}
	s.say("node %s is Ready", s.node.NodeName)
	return s.label(ctx)
}

// isReady doesn't take the word of an earlier start, whose state the cluster still has.
func isReady(node *v1.Node, since time.Time) bool {
	for _, condition := range node.Status.Conditions {
		if condition.Type == v1.NodeReady {
			return condition.Status == v1.ConditionTrue && !condition.LastHeartbeatTime.Time.Before(since.Truncate(time.Second))
		}
	}
	return false
}

func (s *server) awaitDNS(ctx context.Context) error {
	if s.node.Disabled.Has("coredns") {
		return nil
	}
	ready := func(ctx context.Context) (bool, error) {
		dns, err := s.client.AppsV1().Deployments("kube-system").Get(ctx, "coredns", metav1.GetOptions{})
		return err == nil && isComplete(dns), nil
	}
	if err := s.await(ctx, "the cluster's DNS is available", ready); err != nil {
		return err
	}
	s.say("the cluster's DNS is ready")
	return nil
}

func isComplete(deployment *appsv1.Deployment) bool {
	status := deployment.Status
	return status.ObservedGeneration >= deployment.Generation && status.UpdatedReplicas > 0 &&
		status.AvailableReplicas == status.Replicas
}
