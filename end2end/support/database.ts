// The database of one desk: a SQLite file in its data folder, or a database of its own in the test PostgreSQL
// (BALCAO_E2E_DATABASE=postgres), made with psql and dropped at the end. A test can take it away from the desk for a while.
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { Gate } from "./gate";

const run = promisify(execFile);

export interface Database {
  url: string;
  drop(): Promise<void>;
  /** Runs one statement beside the running desk: to let time pass for a record. */
  run(sql: string): Promise<void>;
  /** Takes it away from the running desk; what is returned gives it back. */
  takeAway(): Promise<() => Promise<void>>;
}

/**
 * Holds the locks of a SQLite file that reading and writing need, as a foreign process can: bytes 120 to 127 of the
 * shared-memory file of its write-ahead log. Node has no such locks; Perl belongs to every Debian.
 */
const HOLD_LOCKS = `
use Fcntl qw(F_SETLKW F_WRLCK SEEK_SET);
open(my $shm, '+<', $ARGV[0]) or die "$ARGV[0]: $!";
my $range = pack('s s x4 q q i x4', F_WRLCK, SEEK_SET, 120, 8, 0);
fcntl($shm, F_SETLKW, $range) or die "lock: $!";
$| = 1;
print "held\n";
<STDIN>;
`;

/** Node has no SQLite; Python, which Debian's build tools bring, has. */
const RUN_SQLITE = `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=10)
db.execute(sys.argv[2])
db.commit()
`;

async function lockSqlite(file: string): Promise<() => Promise<void>> {
  const holder = spawn("perl", ["-e", HOLD_LOCKS, `${file}-shm`], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(holder, "exit");
  const [answer] = (await Promise.race([once(holder.stdout, "data"), ended])) as [unknown];
  if (String(answer) !== "held\n") throw new Error("the database could not be locked");
  return async () => {
    holder.stdin.end();
    await ended;
  };
}

export async function freshDatabase(dataDir: string): Promise<Database> {
  if (process.env["BALCAO_E2E_DATABASE"] !== "postgres") {
    const file = join(dataDir, "balcao.db");
    return {
      url: `sqlite:${file}`,
      drop: async () => {},
      run: async (sql) => {
        await run("python3", ["-c", RUN_SQLITE, file, sql]);
      },
      takeAway: () => lockSqlite(file),
    };
  }
  const server = process.env["BALCAO_TEST_POSTGRES_URL"];
  if (!server) throw new Error("BALCAO_TEST_POSTGRES_URL is not set");
  const name = `balcao_e2e_${randomBytes(6).toString("hex")}`;
  const sql = (text: string) => run("psql", [server, "-qX", "-v", "ON_ERROR_STOP=1", "-c", text]);
  await sql(`create database ${name}`);
  const own = new URL(server);
  own.pathname = `/${name}`;
  const url = new URL(server);
  const gate = await Gate.to(url.hostname, Number(url.port || 5432));
  url.pathname = `/${name}`;
  url.hostname = "127.0.0.1";
  url.port = String(gate.port);
  return {
    url: url.toString(),
    drop: async () => {
      await gate.shut();
      await sql(`drop database if exists ${name} with (force)`);
    },
    run: async (text) => {
      await run("psql", [own.toString(), "-qX", "-v", "ON_ERROR_STOP=1", "-c", text]);
    },
    takeAway: async () => {
      await gate.shut();
      return () => gate.open();
    },
  };
}
