package pki

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"os"
	"path/filepath"
)

// Cluster is what the certificates depend on.
type Cluster struct {
	NodeName, NodeAddress string
	// APIServerHosts are all names and addresses of the API server.
	APIServerHosts []string
}

// Ensure makes sure of every certificate and key of the cluster in a directory.
func Ensure(directory string, cluster Cluster) error {
	authority, err := Open(directory, "ca")
	if err != nil {
		return err
	}
	front, err := Open(directory, "front-proxy-ca")
	if err != nil {
		return err
	}
	node := "system:node:" + cluster.NodeName
	steps := []error{
		authority.Server("apiserver", "kube-apiserver", cluster.APIServerHosts),
		authority.Server("kubelet-server", node, []string{cluster.NodeName, cluster.NodeAddress}),
		authority.Client("apiserver-kubelet", "kube-apiserver-kubelet-client", "system:masters"),
		authority.Client("admin", "system:admin", "system:masters"),
		authority.Client("kube-controller-manager", "system:kube-controller-manager"),
		authority.Client("kube-scheduler", "system:kube-scheduler"),
		authority.Client("kube-proxy", "system:kube-proxy"),
		authority.Client("kubelet", node, "system:nodes"),
		front.Client("front-proxy", "front-proxy-client"),
		serviceAccountKey(directory),
	}
	for _, err := range steps {
		if err != nil {
			return err
		}
	}
	return nil
}

// serviceAccountKey signs the tokens of service accounts; pods' tokens end with it, so it is never replaced.
func serviceAccountKey(directory string) error {
	private, public := filepath.Join(directory, "service.key"), filepath.Join(directory, "service.pub")
	if _, err := os.Stat(public); err == nil {
		return nil
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	encoded, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return err
	}
	if err := write(private, "RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key)); err != nil {
		return err
	}
	return write(public, "PUBLIC KEY", encoded)
}
