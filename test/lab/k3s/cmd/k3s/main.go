// k3s brings up a single-node Kubernetes in this container, under the name, arguments and files of k3s.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"blog.lab/k3s/internal/options"
	"blog.lab/k3s/internal/paths"
	"blog.lab/k3s/internal/server"
)

// version is set by the build.
var version = "dev"

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "k3s:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	command := "agent"
	if len(args) > 0 {
		command = args[0]
	}
	switch command {
	case "server":
		return serve(args[1:])
	case "kubectl":
		return syscall.Exec(paths.Kube, append([]string{"kubectl"}, args[1:]...), os.Environ())
	case "ctr":
		own := []string{"ctr", "--address", paths.Socket, "--namespace", "k8s.io"}
		return syscall.Exec("/usr/bin/ctr", append(own, args[1:]...), os.Environ())
	case "--version", "-v":
		fmt.Println("k3s version", version)
		return nil
	}
	return fmt.Errorf("unknown command %q: this image runs `server`, `kubectl` and `ctr`", command)
}

func serve(args []string) error {
	parsed, err := options.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	return server.Run(ctx, parsed)
}
