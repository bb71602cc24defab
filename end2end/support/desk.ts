// One desk: the real program with a database, a data folder, a port and a mail server of its own, filled with the demo
// data. A worker has one desk for all its tests, so a test makes the records it changes, and leaves those of the demo.
import { spawn, execFile, type ChildProcess } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { freshDatabase, type Database } from "./database";
import type { MailServer } from "./mail";

const run = promisify(execFile);
const ROOT = resolve(__dirname, "../..");
const START_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 8_000;

/** The people of `balcao demo`. */
export const PASSWORD = "balcao-demo-2026";
export const USERS = {
  admin: "admin@balcao.demo",
  renata: "renata@balcao.demo",
  bianca: "bianca@balcao.demo",
  sofia: "sofia@balcao.demo",
  fabio: "fabio@balcao.demo",
  leitura: "leitura@balcao.demo",
  /** Requesters: they see their portal. */
  marina: "marina@balcao.demo",
  padaria: "padaria@balcao.demo",
} as const;
export type UserName = keyof typeof USERS;

/** The program under test; BALCAO_E2E_BINARY names another one. */
export function binary(): string {
  return process.env["BALCAO_E2E_BINARY"] ?? join(ROOT, "dist/balcao");
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      if (address === null || typeof address === "string") return fail(new Error("no port"));
      probe.close(() => done(address.port));
    });
  });
}

export class Desk {
  private child: ChildProcess | undefined;
  /** Set while the program is meant to run, so that an end by itself is noticed. */
  private endedBecause: string | undefined;

  private constructor(
    readonly dataDir: string,
    readonly database: Database,
    readonly port: number,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Fills a fresh database and starts the program; ready when this returns. Without a mail server mails become files. */
  static async start(mail: MailServer | null): Promise<Desk> {
    const dataDir = mkdtempSync(join(tmpdir(), "balcao-e2e-"));
    const database = await freshDatabase(dataDir);
    const port = await freePort();
    const desk = new Desk(dataDir, database, port, {
      ...process.env,
      BALCAO_DATABASE_URL: database.url,
      BALCAO_ADDR: `127.0.0.1:${port}`,
      BALCAO_PUBLIC_URL: `http://127.0.0.1:${port}`,
      BALCAO_DATA_DIR: dataDir,
      ...(mail && { BALCAO_SMTP_URL: mail.url }),
      BALCAO_SITE_DIR: process.env["BALCAO_SITE_DIR"] ?? join(ROOT, "dist/site"),
    });
    try {
      await desk.balcao("demo");
      await desk.serve();
    } catch (error) {
      await desk.remove();
      throw error;
    }
    return desk;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Process id of the running program. */
  get pid(): number {
    if (this.child?.pid === undefined) throw new Error("the desk is not running");
    return this.child.pid;
  }

  /** Runs a command of the program to its end on this desk's data, and returns what it printed. */
  async balcao(...args: string[]): Promise<string> {
    const { stdout } = await run(binary(), args, { cwd: ROOT, env: this.environment, maxBuffer: 16 << 20 });
    return stdout;
  }

  /** Starts the program on the same data and port as before, and waits until it is ready. */
  async serve(): Promise<void> {
    if (this.child) throw new Error("the desk is running already");
    const log = createWriteStream(this.logFile, { flags: "a" });
    const child = spawn(binary(), ["serve"], {
      cwd: ROOT,
      env: this.environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    this.child = child;
    this.endedBecause = undefined;
    child.once("error", (error) => (this.endedBecause = error.message));
    child.once("exit", (code, signal) => {
      log.end();
      this.endedBecause ??= `it ended with ${signal ?? `code ${code}`}`;
    });
    await this.ready();
  }

  /** Waits for /readyz. */
  async ready(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    let last = "no answer";
    while (Date.now() < deadline) {
      if (this.endedBecause) throw new Error(`the desk did not start: ${this.endedBecause}\n${this.log()}`);
      try {
        const response = await fetch(`${this.url}/readyz`);
        if (response.ok) return;
        last = `status ${response.status}`;
      } catch {
        // not listening yet
      }
      await new Promise((wake) => setTimeout(wake, 50));
    }
    throw new Error(`the desk was not ready after ${START_TIMEOUT_MS / 1000} s (${last})\n${this.log()}`);
  }

  /** Asks the program to end, as a service manager does. */
  async stop(): Promise<void> {
    await this.end("SIGTERM");
  }

  /** Ends the program with no chance to tidy up, as a power cut does. */
  async kill9(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** A planned restart on the same data and port. */
  async restart(): Promise<void> {
    await this.stop();
    await this.serve();
  }

  /** Ends the program and removes its data. */
  async remove(): Promise<void> {
    await this.stop();
    await this.database.drop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Length of the log now; give it to `log` later to read what came after. */
  logMark(): number {
    try {
      return statSync(this.logFile).size;
    } catch {
      return 0;
    }
  }

  /** What the program logged, from a mark on. */
  log(mark = 0): string {
    try {
      return readFileSync(this.logFile).subarray(mark).toString();
    } catch {
      return "";
    }
  }

  private get logFile(): string {
    return join(this.dataDir, "server.log");
  }

  private async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((done) => child.once("exit", () => done()));
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(late);
  }
}
