import { once } from "node:events";
import { createServer, Socket } from "node:net";

/** A point of an operation at which a stand-in waits. */
export interface Hold {
  /** Resolves when the stand-in has got there. */
  readonly reached: Promise<void>;
  /** Resolves when the stand-in waits no more, because it ended. */
  readonly ended: Promise<void>;
}

/** Waits at a unix socket for a stand-in and keeps it waiting for as long as it lives. */
export async function holdAt(socket: string): Promise<Hold> {
  const server = createServer({ allowHalfOpen: false }).unref();
  const connected = once(server, "connection") as Promise<[Socket]>;
  server.listen(socket);
  await once(server, "listening");
  return {
    reached: connected.then(() => undefined),
    ended: connected.then(async ([connection]) => {
      connection.on("error", () => connection.destroy()).resume();
      if (!connection.destroyed) await once(connection, "close");
      server.close();
    }),
  };
}
