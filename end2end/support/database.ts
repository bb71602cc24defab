// The database of one desk: a SQLite file in its data folder, or a database of its own in the test PostgreSQL
// (BALCAO_E2E_DATABASE=postgres), made with psql and dropped at the end.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Database {
  url: string;
  drop(): Promise<void>;
}

export async function freshDatabase(dataDir: string): Promise<Database> {
  if (process.env["BALCAO_E2E_DATABASE"] !== "postgres") {
    return { url: `sqlite:${join(dataDir, "balcao.db")}`, drop: async () => {} };
  }
  const server = process.env["BALCAO_TEST_POSTGRES_URL"];
  if (!server) throw new Error("BALCAO_TEST_POSTGRES_URL is not set");
  const name = `balcao_e2e_${randomBytes(6).toString("hex")}`;
  const sql = (text: string) => run("psql", [server, "-qX", "-v", "ON_ERROR_STOP=1", "-c", text]);
  await sql(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: async () => void (await sql(`drop database if exists ${name} with (force)`)),
  };
}
