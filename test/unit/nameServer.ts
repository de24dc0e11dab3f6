import dgram from "node:dgram";
import { once } from "node:events";

/** What has a name: its IPv4 address. */
interface Named {
  readonly address: string;
}

/** A DNS server on loopback that answers A questions with the addresses it is told, and knows nothing else. */
export class NameServer {
  names: Readonly<Record<string, readonly Named[]>> = {};
  private constructor(private readonly socket: dgram.Socket) {
    socket.on("message", (question, from) => socket.send(this.reply(question), from.port, from.address));
  }

  static async start(): Promise<NameServer> {
    const socket = dgram.createSocket("udp4");
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    return new NameServer(socket);
  }

  get address(): string {
    return `127.0.0.1:${this.socket.address().port}`;
  }

  close(): void {
    this.socket.close();
  }

  private reply(question: Buffer): Buffer {
    const labels: string[] = [];
    let at = 12;
    for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
      labels.push(question.toString("latin1", at + 1, at + 1 + length));
      at += length + 1;
    }
    const isA = question.readUInt16BE(at + 1) === 1;
    const named = isA ? (this.names[labels.join(".").toLowerCase()] ?? []) : [];
    const header = Buffer.from([...question.subarray(0, 2), 0x81, 0x80, 0, 1, 0, named.length, 0, 0, 0, 0]);
    // A pointer to the name in the question, type A, class IN, time to live 1 s, four bytes of address.
    const records = named.map(({ address }) =>
      Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...address.split(".").map(Number)]),
    );
    return Buffer.concat([header, question.subarray(12, at + 5), ...records]);
  }
}
