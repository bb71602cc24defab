// Accessibility rules checked by axe: WCAG 2.0 to 2.2, levels A and AA, and axe's own best practices.
import AxeBuilder from "@axe-core/playwright";
import type { RunOptions } from "axe-core";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with the rule, the element and the reason of every violation. */
export async function expectNoViolations(page: Page): Promise<void> {
  // axe leaves the size of touch targets out unless it is asked for by name
  await analyse(page, { runOnly: { type: "tag", values: TAGS }, rules: { "target-size": { enabled: true } } });
}

async function analyse(page: Page, options: RunOptions): Promise<void> {
  // Colours on their way from one to another are nobody's contrast; they set out with the next frame.
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  });
  const { violations } = await new AxeBuilder({ page }).options(options).analyze();
  const readable = violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.html}\n    ${node.failureSummary ?? violation.help}`),
  );
  expect(readable, `accessibility of ${page.url()}`).toEqual([]);
}

/** The same in both themes, which follow the system as long as a user chose none. In the dark only colours differ. */
export async function expectNoViolationsInBothThemes(page: Page): Promise<void> {
  await expectNoViolations(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await analyse(page, { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } });
  await page.emulateMedia({ colorScheme: "light" });
}
