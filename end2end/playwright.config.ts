// The browser tests: the system's Chromium (nothing is downloaded) against the real program in dist/.
// Three projects, one for each kind of device people use the desk on. A test runs on all of them unless a tag in its
// title says where it makes sense: `@desktop` (keys, or nothing that depends on the window), `@wide` (not on a phone).
import { defineConfig } from "@playwright/test";
import { chromiumPath } from "./support/chromium";
import { browserEnvironment } from "./support/clock";

export default defineConfig({
  testDir: "./tests",
  globalSetup: "./support/global-setup.ts",
  outputDir: "test-results",
  forbidOnly: Boolean(process.env["CI"]),
  // A test that only passes the second time is a defect, here or in the product.
  retries: 0,
  // Each worker runs a browser and a desk of its own.
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    locale: "pt-BR",
    timezoneId: "America/Sao_Paulo",
    contextOptions: { reducedMotion: "reduce" },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromiumPath(),
      env: browserEnvironment(),
      args: [
        // The sandbox cannot be set up by root, which is what containers and CI run as.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        // The browser talks to the desk and to nobody else.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-domain-reliability",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
        "--no-pings",
      ],
    },
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1440, height: 900 } } },
    {
      name: "tablet",
      grepInvert: /@desktop/,
      use: { viewport: { width: 1180, height: 820 }, hasTouch: true },
    },
    {
      name: "phone",
      grepInvert: /@desktop|@wide/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
});
