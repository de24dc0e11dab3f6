import { connectivityState, credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** Messages to the person who runs Pulumi. */
export interface Log {
  info(message: string): void;
  warning(message: string): void;
  /** Shown beside the resource while it is worked on, then gone. */
  status(message: string): void;
}

/** Where log lines go: the engine that started this plugin. */
export class Engine {
  private readonly client: EngineClient;

  constructor(address: string) {
    this.client = new EngineClient(address, credentials.createInsecure());
  }

  /** Resolves when the engine is gone, also if it had no time to say so. */
  async gone(): Promise<void> {
    const channel = this.client.getChannel();
    const changed = (from: connectivityState) =>
      new Promise<void>((resolve) => channel.watchConnectivityState(from, Infinity, () => resolve()));
    for (let reached = false; ;) {
      const state = channel.getConnectivityState(true);
      if (state === connectivityState.READY) reached = true;
      else if (reached) return;
      await changed(state);
    }
  }

  logFor(urn: string): Log {
    return {
      info: (message) => this.send(urn, LogSeverity.INFO, message, false),
      warning: (message) => this.send(urn, LogSeverity.WARNING, message, false),
      status: (message) => this.send(urn, LogSeverity.INFO, message, true),
    };
  }

  private send(urn: string, severity: LogSeverity, message: string, ephemeral: boolean): void {
    const request = new LogRequest();
    request.setUrn(urn);
    request.setSeverity(severity);
    request.setMessage(message);
    request.setEphemeral(ephemeral);
    // A lost log line must not fail the operation.
    this.client.log(request, () => undefined);
  }
}
