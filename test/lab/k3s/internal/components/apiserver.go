package components

import (
	"path/filepath"

	"blog.lab/k3s/internal/paths"
)

// APIServer listens on every address of the container, and asks everyone for credentials, as in k3s.
func (n Node) APIServer() []string {
	return n.command("kube-apiserver",
		"--etcd-servers="+etcdAddress,
		"--bind-address=0.0.0.0", "--secure-port=6443", "--advertise-address="+n.Address,
		"--service-cluster-ip-range="+n.ServiceCIDR.String(),
		"--anonymous-auth=false",
		"--authorization-mode=Node,RBAC", "--enable-admission-plugins=NodeRestriction", "--allow-privileged=true",
		"--client-ca-file="+certificate("ca"),
		"--tls-cert-file="+certificate("apiserver"), "--tls-private-key-file="+key("apiserver"),
		"--kubelet-certificate-authority="+certificate("ca"),
		"--kubelet-client-certificate="+certificate("apiserver-kubelet"),
		"--kubelet-client-key="+key("apiserver-kubelet"),
		"--kubelet-preferred-address-types=InternalIP",
		"--service-account-issuer=https://kubernetes.default.svc.cluster.local",
		"--service-account-key-file="+filepath.Join(paths.TLS, "service.pub"),
		"--service-account-signing-key-file="+key("service"),
		"--requestheader-client-ca-file="+certificate("front-proxy-ca"),
		"--requestheader-allowed-names=front-proxy-client",
		"--requestheader-extra-headers-prefix=X-Remote-Extra-",
		"--requestheader-group-headers=X-Remote-Group",
		"--requestheader-username-headers=X-Remote-User",
		"--proxy-client-cert-file="+certificate("front-proxy"), "--proxy-client-key-file="+key("front-proxy"),
		// Aggregated APIs (metrics) are reached at their pods: the node's services need no detour.
		"--enable-aggregator-routing=true",
	)
}
