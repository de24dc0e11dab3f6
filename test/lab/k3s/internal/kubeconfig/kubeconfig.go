// Package kubeconfig writes kubeconfigs with embedded certificates.
package kubeconfig

import (
	"io/fs"
	"os"
	"path/filepath"

	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"
)

// name of the cluster, the user and the context, as k3s has it.
const name = "default"

// Server is the API server's address from inside the container.
const Server = "https://127.0.0.1:6443"

// Write makes a kubeconfig of the certificate USER.crt in a directory.
// The file appears whole or not at all: callers wait for it.
func Write(file, certificates, user string, mode fs.FileMode) error {
	config := api.NewConfig()
	cluster, auth, context := api.NewCluster(), api.NewAuthInfo(), api.NewContext()
	cluster.Server = Server
	for target, source := range map[*[]byte]string{
		&cluster.CertificateAuthorityData: "ca.crt",
		&auth.ClientCertificateData:       user + ".crt",
		&auth.ClientKeyData:               user + ".key",
	} {
		content, err := os.ReadFile(filepath.Join(certificates, source))
		if err != nil {
			return err
		}
		*target = content
	}
	context.Cluster, context.AuthInfo = name, name
	config.Clusters[name], config.AuthInfos[name], config.Contexts[name] = cluster, auth, context
	config.CurrentContext = name
	return replace(file, config, mode)
}

func replace(file string, config *api.Config, mode fs.FileMode) error {
	content, err := clientcmd.Write(*config)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	draft := file + ".new"
	if err := os.WriteFile(draft, content, mode); err != nil {
		return err
	}
	if err := os.Chmod(draft, mode); err != nil {
		return err
	}
	return os.Rename(draft, file)
}
