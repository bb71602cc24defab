// Finds the system's Chromium: BALCAO_CHROMIUM, or the first of the usual names in PATH.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

export function chromiumPath(): string {
  const named = process.env["BALCAO_CHROMIUM"];
  if (named) return named;
  for (const name of NAMES) {
    for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
      const candidate = join(folder, name);
      try {
        accessSync(candidate, constants.X_OK);
        return candidate;
      } catch {
        // not in this folder
      }
    }
  }
  throw new Error("No Chromium found. `make setup` installs it, or name it in BALCAO_CHROMIUM.");
}
