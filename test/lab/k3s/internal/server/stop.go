package server

import "time"

// bringDown stops the components, those first that would react to the end of the others. Docker gives a container
// ten seconds by default, so the API server, which waits long for watches, gets two.
// Pods' processes end with the container, as they do with k3s.
func (s *server) bringDown() error {
	s.say("shutting down")
	s.group.Stop(2*time.Second, "kubelet", "kube-proxy", "kube-scheduler", "kube-controller-manager")
	s.group.Stop(2*time.Second, "kube-apiserver")
	s.group.Stop(3*time.Second, "etcd", "containerd")
	s.say("all components are stopped")
	return nil
}
