package main

import (
	"os"

	"k8s.io/component-base/cli"
	"k8s.io/kubectl/pkg/cmd"
	"k8s.io/kubectl/pkg/cmd/util"

	"blog.lab/k3s/internal/paths"
)

// kubectl talks to this node's own API server unless KUBECONFIG says otherwise; elsewhere it is the usual kubectl.
func kubectl() {
	if _, err := os.Stat(paths.Kubeconfig); err == nil && os.Getenv("KUBECONFIG") == "" {
		os.Setenv("KUBECONFIG", paths.Kubeconfig)
	}
	if err := cli.RunNoErrOutput(cmd.NewDefaultKubectlCommand()); err != nil {
		util.CheckErr(err)
	}
}
