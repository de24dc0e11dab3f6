package main

import (
	"errors"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
)

// handOn passes a call on to another server, whatever its method is: one request, and any number of answers.
func handOn(host *grpc.ClientConn) grpc.StreamHandler {
	return func(_ any, caller grpc.ServerStream) error {
		method, named := grpc.MethodFromServerStream(caller)
		if !named {
			return status.Error(codes.Internal, "the call names no method")
		}
		description := &grpc.StreamDesc{ServerStreams: true}
		called, err := host.NewStream(caller.Context(), description, method)
		if err != nil {
			return err
		}
		request, err := received(caller)
		if err != nil {
			return err
		}
		if err := called.SendMsg(request); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if err := called.CloseSend(); err != nil {
			return err
		}
		return answer(caller, called)
	}
}

func answer(caller grpc.ServerStream, called grpc.ClientStream) error {
	for {
		message, err := received(called)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := caller.SendMsg(message); err != nil {
			return err
		}
	}
}

// received is the next message of any type: its fields are unknown ones to an empty message, which keeps them.
func received(stream interface{ RecvMsg(any) error }) (*emptypb.Empty, error) {
	message := &emptypb.Empty{}
	return message, stream.RecvMsg(message)
}
