// The page is usable before the browser's program has started, and different after it; tests wait for the second.
import type { Page } from "@playwright/test";

/** Waits until the app has set data-hydrated="true" on <html>. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement?.dataset["hydrated"] === "true");
}
