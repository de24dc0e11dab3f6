// A language host for Node.js that starts policy packs, as the host of the CLI's release does: it puts that before
// an older host, which runs programs and knows nothing of policy packs.
//
// Usage: policy-packs HOST [FLAG...] ENGINE, all of it handed on to the older host.
package main

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 2 {
		log.Fatal("policy-packs: no language host is named: name its executable first")
	}
	host, err := startHost(os.Args[1], os.Args[2:])
	if err != nil {
		log.Fatalf("policy-packs: the language host %s does not start: %v", os.Args[1], err)
	}
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Init:    func(server *grpc.Server) error { register(server); return nil },
		Options: []grpc.ServerOption{grpc.UnknownServiceHandler(handOn(host))},
	})
	if err != nil {
		log.Fatalf("policy-packs: no port to listen on: %v", err)
	}
	fmt.Println(handle.Port)
	if err := <-handle.Done; err != nil {
		log.Fatalf("policy-packs: stopped listening: %v", err)
	}
}

// startHost starts the older host, answers a connection to it, and ends this process when it ends: it watches whether
// the engine is still there.
func startHost(executable string, args []string) (*grpc.ClientConn, error) {
	host := exec.Command(executable, args...)
	host.Stderr = os.Stderr
	stdout, err := host.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := host.Start(); err != nil {
		return nil, err
	}
	printed := bufio.NewReader(stdout)
	port, err := printed.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("it ended without naming its port: %w", err)
	}
	go func() {
		// What a program prints comes after the port; once there is no more of it, the host has ended.
		_, _ = io.Copy(os.Stdout, printed)
		_ = host.Wait()
		os.Exit(host.ProcessState.ExitCode())
	}()
	address := "127.0.0.1:" + strings.TrimSpace(port)
	return grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()), rpcutil.GrpcChannelOptions())
}
