import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type Server } from "node:net";

/**
 * Runs `work` while no other process does so for the same folder; a second one waits and says for whom.
 * The lock is a socket without a file: the kernel frees it when its owner ends, however that comes about,
 * so that none is ever stale.
 */
export async function exclusively<T>(
  folder: string,
  say: (text: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const address = `\0blog-stack-lab-${createHash("sha256").update(folder).digest("hex").slice(0, 16)}`;
  let server: Server | undefined;
  while (!(server = await listen(address))) await ended(address, say);
  try {
    return await work();
  } finally {
    server.close();
    server.emit("release");
  }
}

/** The server that owns the address, which tells each caller its process id and lets it wait; undefined when taken. */
async function listen(address: string): Promise<Server | undefined> {
  const server = createServer((waiting) => {
    waiting.on("error", () => waiting.destroy());
    waiting.write(String(process.pid));
    server.once("release", () => waiting.destroy());
  });
  server.setMaxListeners(0);
  server.listen(address);
  try {
    await once(server, "listening");
    return server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return undefined;
    throw error;
  }
}

/** Waits until the owner of the address releases it or dies. */
async function ended(address: string, say: (text: string) => void): Promise<void> {
  const owner = connect(address);
  owner.on("data", (pid) => say(`waiting for process ${pid.toString()}, which is preparing the lab`));
  await new Promise<void>((resolve) => {
    owner.on("error", () => resolve());
    owner.on("close", () => resolve());
  });
}
