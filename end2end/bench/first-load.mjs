// The first load of the list in Chromium: bytes, requests, the first row, hydration; each load with an empty cache.
// Usage: node first-load.mjs URL NAME=VALUE LOADS. Prints one JSON object. Called by `make bench`.
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

const [url, cookie, loads] = process.argv.slice(2);
if (!loads) throw new Error("usage: node first-load.mjs URL NAME=VALUE LOADS");
const [name, value] = cookie.split(/=(.*)/s);
const LIMIT_MS = 15_000;
const ROW = "table.tk-table tbody tr[id^='ticket-']";

function chromiumPath() {
  const names = process.env.BALCAO_CHROMIUM ? [process.env.BALCAO_CHROMIUM] : ["chromium", "chromium-browser", "google-chrome"];
  for (const name of names) {
    try {
      return execFileSync("sh", ["-c", 'command -v "$1"', "sh", name], { encoding: "utf8" }).trim();
    } catch {
      // not this one
    }
  }
  throw new Error("No Chromium found. `make setup` installs it, or name it in BALCAO_CHROMIUM.");
}

// Runs in the page before anything else: notes the first frame that shows a row, and the moment of hydration.
function watch(row) {
  const seen = (window.__seen = { row: null, hydrated: null });
  const frame = () => {
    const first = document.querySelector(row);
    const shown = first && first.getBoundingClientRect().height > 0;
    // The frame after the one that laid it out: by then it is on the screen.
    if (shown) requestAnimationFrame(() => (seen.row = performance.now()));
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const look = () => {
    if (document.documentElement?.dataset.hydrated !== "true") return false;
    seen.hydrated = performance.now();
    return true;
  };
  const observer = new MutationObserver(() => look() && observer.disconnect());
  observer.observe(document, { attributes: true, subtree: true, childList: true });
}

const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--no-pings"];
const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...root, ...quiet], timeout: LIMIT_MS });

/** Loads the list in a fresh profile. */
async function load({ wasm }) {
  const context = await browser.newContext({ locale: "pt-BR", viewport: { width: 1440, height: 900 } });
  try {
    await context.addCookies([{ name, value, url }]);
    await context.addInitScript(watch, ROW);
    const page = await context.newPage();
    page.setDefaultTimeout(LIMIT_MS);
    if (!wasm) await page.route(/\.wasm$/, () => {}); // asked for and never answered
    const network = await traffic(context, page);
    await page.goto(`${url}/tickets`, { waitUntil: "commit" });
    await page.waitForFunction(() => window.__seen.row !== null);
    if (wasm) {
      await page.waitForFunction(() => window.__seen.hydrated !== null);
      await page.waitForTimeout(300); // what is asked for after hydration counts too
    }
    const times = await page.evaluate(() => {
      const wasm = performance.getEntriesByType("resource").find((entry) => entry.name.endsWith(".wasm"));
      const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
      return { row: Math.max(window.__seen.row, painted), hydrated: window.__seen.hydrated, wasm: wasm?.responseEnd ?? null };
    });
    return { ...times, files: [...network.values()] };
  } finally {
    await context.close();
  }
}

/** Notes what crosses the wire: headers and compressed bodies, as Chromium counts them. */
async function traffic(context, page) {
  const files = new Map();
  const protocol = await context.newCDPSession(page);
  await protocol.send("Network.enable");
  protocol.on("Network.responseReceived", ({ requestId, response, type }) => {
    files.set(requestId, { kind: kindOf(response, type), path: new URL(response.url).pathname, bytes: 0 });
  });
  protocol.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const file = files.get(requestId);
    if (file) file.bytes = encodedDataLength;
  });
  return files;
}

function kindOf(response, type) {
  if (response.mimeType === "application/wasm") return "WASM";
  return { Document: "HTML", Stylesheet: "CSS", Script: "JS", Font: "fonts" }[type] ?? "other";
}

try {
  await load({ wasm: true }); // Chromium's own first time is not ours
  const all = [];
  for (let i = 0; i < Number(loads); i++) all.push(await load({ wasm: true }));
  const without = await load({ wasm: false });
  const kinds = new Map();
  const { files } = all[0];
  for (const { kind, bytes } of files) kinds.set(kind, (kinds.get(kind) ?? 0) + bytes);
  console.log(
    JSON.stringify({
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      requests: files.length,
      kinds: [...kinds].map(([kind, bytes]) => `${kind} ${(bytes / 1000).toFixed(1)} kB`).join(", "),
      row: all.map((one) => one.row),
      wasm: all.map((one) => one.wasm),
      hydrated: all.map((one) => one.hydrated),
      rowWithoutWasm: without.row,
    }),
  );
} finally {
  await browser.close();
}
