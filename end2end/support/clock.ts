// The tests may run as if it were another day (tools/dates.sh). The desk and this process live on that day by themselves; the
// browser cannot: what moves a program's clock spoils its waiting. So its pages are told by how much the day is another one.
import type { BrowserContext } from "@playwright/test";

/** Milliseconds from the machine's clock to that of the tests; 0 on an ordinary day. */
const SHIFT = Number(process.env["BALCAO_E2E_SHIFT_SECONDS"] ?? 0) * 1_000;

/** The environment of the browser: that of the tests without what moves the clock. */
export function browserEnvironment(): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) => name !== "LD_PRELOAD" && !name.startsWith("FAKETIME"));
  return Object.fromEntries(own.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Lets the pages of a context live on the day of the tests. */
export async function moveClock(context: BrowserContext): Promise<void> {
  if (SHIFT === 0) return;
  await context.addInitScript((shift) => {
    const RealDate = Date;
    const now = () => RealDate.now() + shift;
    window.Date = new Proxy(RealDate, {
      construct: (_, given: unknown[], made) => Reflect.construct(RealDate, given.length === 0 ? [now()] : given, made),
      apply: () => new RealDate(now()).toString(),
      get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
    });
  }, SHIFT);
}
