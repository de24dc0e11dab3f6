package server

import (
	"context"
	"fmt"
	"time"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"

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
	if err := s.connect(); err != nil {
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
		return err == nil && s.isReady(node), nil
	}
	if err := s.await(ctx, "the node is Ready", ready); err != nil {
		return err
	}
	s.say("node %s is Ready", s.node.NodeName)
	return s.label(ctx)
}

// isReady doesn't take the word of an earlier start, which the cluster still has.
func (s *server) isReady(node *v1.Node) bool {
	for _, condition := range node.Status.Conditions {
		if condition.Type == v1.NodeReady {
			return condition.Status == v1.ConditionTrue && s.isOfThisStart(condition.LastHeartbeatTime)
		}
	}
	return false
}

// isOfThisStart compares in seconds, as the API has no finer times.
func (s *server) isOfThisStart(moment metav1.Time) bool {
	return !moment.Time.Before(s.started.Truncate(time.Second))
}

func (s *server) awaitDNS(ctx context.Context) error {
	if s.node.Disabled.Has("coredns") {
		return nil
	}
	ready := func(ctx context.Context) (bool, error) {
		pods, err := s.client.CoreV1().Pods("kube-system").List(ctx, metav1.ListOptions{LabelSelector: "k8s-app=kube-dns"})
		return err == nil && s.anyAnswers(pods.Items), nil
	}
	if err := s.await(ctx, "the cluster's DNS is ready", ready); err != nil {
		return err
	}
	s.say("the cluster's DNS is ready")
	return nil
}

func (s *server) anyAnswers(pods []v1.Pod) bool {
	for _, pod := range pods {
		for _, container := range pod.Status.ContainerStatuses {
			running := container.State.Running
			if container.Ready && running != nil && s.isOfThisStart(running.StartedAt) {
				return true
			}
		}
	}
	return false
}
