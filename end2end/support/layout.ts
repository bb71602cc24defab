// No page scrolls sideways, however narrow the window: a table may, inside its own frame.
import { expect, type Page } from "@playwright/test";

/** Desktop, tablet, phone, the smallest phone, and the widths between them that the design names. */
export const WIDTHS = [1440, 1180, 820, 720, 590, 390, 320] as const;

/** Fails with the widest element when the page is wider than the window, at each of the widths. */
export async function expectNoSidewaysScroll(page: Page, widths: readonly number[] = WIDTHS): Promise<void> {
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 });
    const found = await page.evaluate(() => {
      const root = document.documentElement;
      if (root.scrollWidth <= root.clientWidth) return null;
      const widest = Array.from(document.body.querySelectorAll("*"), (element) => ({
        right: element.getBoundingClientRect().right,
        tag: `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}">`,
      })).sort((one, other) => other.right - one.right)[0];
      return `${root.scrollWidth} px wide, up to ${widest?.tag} at ${Math.round(widest?.right ?? 0)}`;
    });
    expect(found, `sideways scroll of ${page.url()} at ${width} px`).toBeNull();
  }
  if (before) await page.setViewportSize(before);
}
