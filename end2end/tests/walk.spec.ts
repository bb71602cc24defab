// A page lives as long as its tab: random walks over every screen that each role may see, while others work. What is
// proved: no panic, no error in the console, and no memory that only grows. `make walk` walks as many as asked, with
// fresh seeds; a seed that failed is in the test's name: BALCAO_WALK_SEEDS=123 make walk.
import { Desk, type UserName } from "../support/desk";
import { test as base, expect, hydrated, type Page } from "../support/test";
import type { Records } from "../support/records";
import { Dice, Walker, inPage } from "../support/walker";

/** A desk for the walks alone: they press whatever they find. */
const test = base.extend<object, { desk: Desk }>({
  desk: [
    async ({ mail }, use) => {
      const desk = await Desk.start(mail);
      await use(desk);
      await desk.remove();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

const WALKERS: readonly UserName[] = ["admin", "renata", "sofia", "marina", "fabio", "leitura"];
const STEPS = Number(process.env["BALCAO_WALK_STEPS"] ?? 40);
const asked = process.env["BALCAO_WALK_SEEDS"];
const SEEDS = asked ? asked.split(",").map(Number) : Array.from({ length: 20 }, (_, index) => 1_000 + index);

/** A refusal is an answer; the browser counts it as an error all the same. */
const REFUSED = /status of 4(00|03|04|09|13|15|22|29)/;

// Walks do not know each other, so the workers share them.
test.describe.configure({ mode: "parallel", timeout: 180_000 });

async function fails(page: Page): Promise<string | null> {
  return inPage(page, () => document.getElementById("broken-page")?.textContent ?? null);
}

/** What others do meanwhile, often to what the walker has on the screen; a refusal, after somebody was faster, is no fault. */
async function othersWork(page: Page, records: Records, dice: Dice): Promise<void> {
  const shown = await inPage(page, () =>
    [...document.querySelectorAll("tr[id^='ticket-'], a[href^='/tickets/']")].flatMap((row) => {
      const number = /(\d+)/.exec(row.id || row.getAttribute("href") || "")?.[1];
      return number ? [Number(number)] : [];
    }),
  );
  const number = dice.pick(shown) ?? 0;
  const act = dice.below(5);
  try {
    if (act === 0) await records.ticket();
    if (act === 1) await records.note(number, "Visto por outra pessoa");
    if (act === 2) await records.changeStatus(number, "analysing");
    if (act === 3) await records.changeStatus(number, "waiting");
    if (act === 4) await records.person();
  } catch {
    // the walk itself is what is watched
  }
}

for (const [index, seed] of SEEDS.entries()) {
  const walker = WALKERS[index % WALKERS.length] ?? "renata";
  test(`a walk of ${STEPS} steps as ${walker}, seed ${seed} @desktop @smoke`, async ({ as, records, consoleGuard }) => {
    consoleGuard.allow(REFUSED);
    const page = await as(walker);
    const dice = new Dice(seed);
    const walk = new Walker(page, dice);
    await page.goto("/");
    await hydrated(page);
    for (let step = 0; step < STEPS; step++) {
      if (dice.roll() < 0.15) await othersWork(page, records, dice);
      await walk.step();
      expect(await fails(page), `the page died after:\n${walk.steps.join("\n")}`).toBeNull();
    }
  });
}

if (!asked) {
  test("a walk of 300 steps keeps its memory @desktop @smoke", async ({ as, records, consoleGuard }) => {
    test.setTimeout(360_000);
    consoleGuard.allow(REFUSED);
    const page = await as("sofia");
    const dice = new Dice(300);
    const walk = new Walker(page, dice);
    // The memory of the program itself is outside the browser's count.
    await page.addInitScript(() => {
      const start = WebAssembly.instantiateStreaming;
      WebAssembly.instantiateStreaming = async (source, imports) => {
        const made = await start.call(WebAssembly, source, imports);
        const memory = made.instance.exports["memory"];
        if (memory instanceof WebAssembly.Memory) Object.assign(window, { programMemory: () => memory.buffer.byteLength });
        return made;
      };
    });
    const devtools = await page.context().newCDPSession(page);
    const heap = async () => {
      await devtools.send("HeapProfiler.collectGarbage");
      const { usedSize } = await devtools.send("Runtime.getHeapUsage");
      const wasm = await page.evaluate(() => (window as unknown as { programMemory?: () => number }).programMemory?.() ?? NaN);
      return usedSize + wasm; // NaN fails the comparison
    };
    await page.goto("/");
    await hydrated(page);
    let early = 0;
    for (let step = 1; step <= 300; step++) {
      if (dice.roll() < 0.1) await othersWork(page, records, dice);
      await walk.step();
      expect(await fails(page), `the page died after:\n${walk.steps.join("\n")}`).toBeNull();
      if (step === 50) early = await heap();
    }
    const late = await heap();
    console.log(`heap after 50 steps ${Math.round(early / 1e3)} kB, after 300 ${Math.round(late / 1e3)} kB`);
    expect(late / early, "what the page holds after 300 steps, to what it held after 50").toBeLessThanOrEqual(1.3);
  });
}
