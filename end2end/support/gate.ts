// A door in front of a TCP server: while it is shut nobody is let in and whoever is inside is put out, as when the server
// behind it is stopped.
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

export class Gate {
  private readonly inside = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** A door at a free port of this machine, open, to `host`:`port`. */
  static async to(host: string, port: number): Promise<Gate> {
    let gate: Gate;
    const server = createServer((from) => gate.letIn(from, connect(port, host)));
    await listen(server, 0);
    gate = new Gate(server, (server.address() as AddressInfo).port);
    return gate;
  }

  async shut(): Promise<void> {
    const closed = new Promise<void>((done) => this.server.close(() => done()));
    for (const socket of this.inside) socket.destroy();
    await closed;
  }

  async open(): Promise<void> {
    await listen(this.server, this.port);
  }

  private letIn(from: Socket, to: Socket): void {
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const) {
      this.inside.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => socket.destroy());
      socket.once("close", () => {
        this.inside.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", () => {
      server.removeListener("error", fail);
      done();
    });
  });
}
