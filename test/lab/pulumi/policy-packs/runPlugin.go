package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
)

// Module of the SDK that loads a policy pack and serves it.
const runner = "@pulumi/pulumi/cmd/run-policy-pack"

type plugins struct {
	pulumirpc.UnimplementedLanguageRuntimeServer
}

// register serves the one method that the older host lacks; the others are left to the server's handler of the unknown.
func register(server *grpc.Server) {
	description := grpc.ServiceDesc{
		ServiceName: pulumirpc.LanguageRuntime_ServiceDesc.ServiceName,
		HandlerType: (*any)(nil),
	}
	for _, stream := range pulumirpc.LanguageRuntime_ServiceDesc.Streams {
		if stream.StreamName == "RunPlugin" {
			description.Streams = append(description.Streams, stream)
		}
	}
	server.RegisterService(&description, &plugins{})
}

// RunPlugin runs a policy pack until the engine has no more use for it.
func (*plugins) RunPlugin(
	request *pulumirpc.RunPluginRequest, server pulumirpc.LanguageRuntime_RunPluginServer,
) error {
	if request.Kind != string(apitype.AnalyzerPlugin) {
		return fmt.Errorf("the lab runs policy packs only, and %s is of kind %q", request.Name, request.Kind)
	}
	closer, stdout, stderr, err := rpcutil.MakeRunPluginStreams(server, false)
	if err != nil {
		return err
	}
	defer closer.Close()

	ctx, folder := server.Context(), request.Info.ProgramDirectory
	module, err := located(ctx, folder)
	if err != nil {
		return err
	}
	pack, stdout, err := sdk.NewPolicyProxy(ctx, stdout)
	if err != nil {
		return err
	}
	stack, err := pack.AwaitConfiguration(ctx)
	if err != nil {
		return err
	}
	variables, err := variablesOf(stack)
	if err != nil {
		return err
	}
	// The folder comes last and is where the pack runs.
	node := exec.CommandContext(ctx, "node", append(append([]string{module}, request.Args...), folder)...)
	node.Dir = folder
	node.Env = append(request.Env, variables...)
	node.Stdout, node.Stderr = stdout, stderr
	if err := node.Start(); err != nil {
		return err
	}
	return pack.Attach(ctx, node)
}

// located is the file of the runner as a pack in that folder finds it: in its own packages or those of a folder above.
func located(ctx context.Context, folder string) (string, error) {
	node := exec.CommandContext(ctx, "node", "--print", fmt.Sprintf("require.resolve('%s')", runner))
	node.Dir = folder
	file, err := node.Output()
	if err != nil {
		return "", fmt.Errorf("%s is not found from %s: run npm ci there or above", runner, folder)
	}
	return strings.TrimSpace(string(file)), nil
}

// variablesOf are those from which the SDK in a pack knows the stack; there is none when a pack is only looked at.
func variablesOf(stack *pulumirpc.AnalyzerStackConfigureRequest) ([]string, error) {
	if stack == nil {
		return nil, nil
	}
	config, err := json.Marshal(stack.Config)
	if err != nil {
		return nil, err
	}
	return []string{
		"PULUMI_NODEJS_ORGANIZATION=" + stack.Organization,
		"PULUMI_NODEJS_PROJECT=" + stack.Project,
		"PULUMI_NODEJS_STACK=" + stack.Stack,
		"PULUMI_NODEJS_DRY_RUN=" + strconv.FormatBool(stack.DryRun),
		"PULUMI_CONFIG=" + string(config),
	}, nil
}
