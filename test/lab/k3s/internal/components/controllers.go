package components

// ControllerManager runs the cluster's controllers.
func (n Node) ControllerManager() []string {
	return n.command("kube-controller-manager", append(loopback("kube-controller-manager"),
		"--use-service-account-credentials=true",
		"--root-ca-file="+certificate("ca"),
		"--service-account-private-key-file="+key("service"),
		"--cluster-signing-cert-file="+certificate("ca"), "--cluster-signing-key-file="+key("ca"),
		// Its start makes an account per controller, which takes seconds with the default of 20 requests a second.
		"--kube-api-qps=200", "--kube-api-burst=400",
	)...)
}

// Scheduler gives pods their node.
func (n Node) Scheduler() []string { return n.command("kube-scheduler", loopback("kube-scheduler")...) }

// loopback are the settings of a component that talks to the API server and is alone in the cluster.
func loopback(component string) []string {
	kubeconfig := Kubeconfig(component)
	return []string{
		"--kubeconfig=" + kubeconfig,
		"--authentication-kubeconfig=" + kubeconfig,
		"--authorization-kubeconfig=" + kubeconfig,
		"--bind-address=127.0.0.1",
		"--leader-elect=false",
	}
}
