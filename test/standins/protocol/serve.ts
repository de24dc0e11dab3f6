import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Engine } from "./log";
import type { StandIn } from "./provider";
import { serviceOf } from "./service";

const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/**
 * Serves a stand-in until the engine ends the process. The engine passes its own address as the only
 * argument that is no flag, and reads the port from the first line of output.
 */
export function serve(standIn: StandIn, version: string): void {
  const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-"));
  if (!engineAddress)
    throw new Error("the address of the engine is missing: this program is started by pulumi");
  const server = new Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  const engine = new Engine(engineAddress);
  server.addService(ResourceProviderService, serviceOf(standIn, engine, version) as never);
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
  // An engine that was killed ends no plugin.
  void engine.gone().then(() => process.exit());
}
