// A real SMTP server that the desk under test sends to. A test sets how it behaves and reads what it received.
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";

/**
 * accept: takes every message · refuse: 550 5.1.1 for every address · policy: 550 5.7.1 for every address, as a server that
 * does not trust the sender's network · full: 552 after the message, as a full mailbox does · slow: takes the message, but
 * only after more than the five seconds an agent is made to wait · silent: takes the message and breaks off without saying
 * so · down: nobody listens.
 */
export type MailMode = "accept" | "refuse" | "policy" | "full" | "slow" | "silent" | "down";

const SLOW_MS = 7_000;

class Refusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

export class MailServer {
  /** What was accepted, oldest first. */
  readonly received: ParsedMail[] = [];
  private mode: MailMode = "accept";
  private readonly waiting = new Set<() => void>();

  private constructor(
    private readonly smtp: SMTPServer,
    private listener: Server,
    private readonly sockets: Set<Socket>,
    readonly port: number,
  ) {}

  static async start(): Promise<MailServer> {
    let server: MailServer;
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ["AUTH", "STARTTLS"],
      disableReverseLookup: true,
      closeTimeout: 100,
      onRcptTo: (address, _session, done) => void server.onRecipient(address.address, done),
      onData: (stream, _session, done) => {
        simpleParser(stream).then(
          (message) => {
            const refusal = server.onMessage(message);
            if (!server.breaksOff()) done(refusal);
          },
          (error: Error) => done(error),
        );
      },
    });
    smtp.on("error", () => {
      // a client that went away
    });
    const sockets = new Set<Socket>();
    const listener = listenerFor(smtp, sockets);
    const port = await listen(listener, 0);
    server = new MailServer(smtp, listener, sockets, port);
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** How the next messages are treated. */
  async behave(mode: MailMode): Promise<void> {
    const wasDown = this.mode === "down";
    this.mode = mode;
    if (mode === "down" && !wasDown) await this.close();
    if (mode !== "down" && wasDown) {
      this.listener = listenerFor(this.smtp, this.sockets);
      await listen(this.listener, this.port);
    }
  }

  /** Back to a server that accepts everything and has received nothing. */
  async reset(): Promise<void> {
    await this.behave("accept");
    this.received.length = 0;
  }

  /** The first accepted message to this address, waiting for it; `subject` narrows the choice. */
  async messageTo(address: string, options: { subject?: RegExp; timeoutMs?: number } = {}): Promise<ParsedMail> {
    const { subject, timeoutMs = 10_000 } = options;
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const found = this.received.find(
        (message) => addresses(message).includes(address) && (!subject || subject.test(message.subject ?? "")),
      );
      if (found) return found;
      const left = deadline - Date.now();
      if (left <= 0) {
        const seen = this.received.map((message) => `${addresses(message).join(", ")}: ${message.subject}`);
        throw new Error(`no message to ${address} in ${timeoutMs} ms; received: ${seen.join(" · ") || "none"}`);
      }
      await new Promise<void>((wake) => {
        const timer = setTimeout(wake, left);
        this.waiting.add(() => {
          clearTimeout(timer);
          wake();
        });
      });
    }
  }

  /** How many were accepted for this address. */
  countTo(address: string): number {
    return this.received.filter((message) => addresses(message).includes(address)).length;
  }

  async stop(): Promise<void> {
    await this.close();
  }

  private onRecipient(address: string, done: (error?: Error | null) => void): void {
    if (this.mode === "refuse") return done(new Refusal(550, `5.1.1 <${address}> does not exist here`));
    if (this.mode === "policy") return done(new Refusal(550, "5.7.1 your network is on a list"));
    if (this.mode === "slow") setTimeout(() => done(), SLOW_MS).unref();
    else done();
  }

  private onMessage(message: ParsedMail): Error | null {
    if (this.mode === "full") return new Refusal(552, "5.2.2 mailbox full");
    this.received.push(message);
    for (const wake of this.waiting) wake();
    this.waiting.clear();
    return null;
  }

  /** Breaks off instead of answering, in the mode that does so. */
  private breaksOff(): boolean {
    if (this.mode !== "silent") return false;
    for (const socket of this.sockets) socket.destroy();
    return true;
  }

  private async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((done) => this.listener.close(() => done()));
  }
}

/** Our own listener in front of the protocol, so that the same port can be closed and opened again. */
function listenerFor(smtp: SMTPServer, sockets: Set<Socket>): Server {
  return createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    smtp.server.emit("connection", socket);
  });
}

async function listen(listener: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    listener.once("error", fail);
    listener.listen(port, "127.0.0.1", () => done((listener.address() as AddressInfo).port));
  });
}

function addresses(message: ParsedMail): string[] {
  const to = message.to === undefined ? [] : [message.to].flat();
  return to.flatMap((list) => list.value).flatMap((entry) => (entry.address ? [entry.address] : []));
}
