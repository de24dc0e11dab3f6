package server

import (
	"os"
	"path/filepath"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"

	"blog.lab/k3s/internal/kubeconfig"
	"blog.lab/k3s/internal/paths"
)

// connect makes the node's own client, with the rights of an administrator.
func (s *server) connect() error {
	file := filepath.Join(paths.Credentials, "admin.kubeconfig")
	if err := kubeconfig.Write(file, paths.TLS, "admin", 0o600); err != nil {
		return err
	}
	config, err := clientcmd.BuildConfigFromFlags("", file)
	if err != nil {
		return err
	}
	s.client, err = kubernetes.NewForConfig(config)
	return err
}

// quietLibraries sends what Kubernetes's libraries log in this process to a file, like the components' own output.
func quietLibraries() error {
	log, err := os.Create(filepath.Join(paths.Logs, "k3s.log"))
	if err != nil {
		return err
	}
	klog.LogToStderr(false)
	klog.SetOutput(log)
	return nil
}
