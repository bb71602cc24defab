// Runs once before all tests: says what is missing in one line instead of letting every test fail for it.
import { accessSync, constants } from "node:fs";
import { binary } from "./desk";

export default function globalSetup(): void {
  try {
    accessSync(binary(), constants.X_OK);
  } catch {
    throw new Error(`${binary()} is missing: \`make dist\` builds it.`);
  }
  if (process.env["BALCAO_E2E_DATABASE"] === "postgres" && !process.env["BALCAO_TEST_POSTGRES_URL"]) {
    throw new Error("BALCAO_TEST_POSTGRES_URL is not set: `make e2e DATABASE=postgres` starts a PostgreSQL.");
  }
}
