// Walks through the desk without a plan, as people do who click around: rail, rows, tabs, filters, dialogs opened and left,
// "voltar" and "avançar", the palette, keys. The seed decides every step, so that a walk that failed can be walked again.
import type { Locator, Page } from "@playwright/test";

/** The same numbers for the same seed (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  /** In [0, 1). */
  roll(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number below `limit`. */
  below(limit: number): number {
    return Math.floor(this.roll() * limit);
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)];
  }
}

/** What is never pressed: it leaves the desk, ends the walker's own session or right to be here, or begins a download. */
const NEVER = [
  "a[download]",
  "a[target=_blank]",
  "a[href^='http']",
  "a[href^='mailto:']",
  "a[href^='tel:']",
  "a[href^='/export/']",
  "a[href^='/files/']",
  "a[href*='/bad']",
  "form[action='/logout'] *",
  "[data-lang]",
];

/** Where somebody's rights or the walker's own password are changed, forms are opened and left, never sent. */
const LOOK_ONLY = /^\/(settings\/users|account)/;

const PRESSABLE =
  "a[href], button:not(:disabled), [role=tab], [role=menuitem], [role=option], summary, input[type=checkbox], input[type=radio], tbody tr[id]";
const FIELDS = "input:not([type=checkbox]):not([type=radio]):not([type=file]):not([type=hidden]):not(:disabled), textarea:not(:disabled)";

const WORDS = ["ana", "boleto", "são paulo", "12", "x", "#1", "João d'Água", "10/12/2026", "1.234,56", ">", "2ª via", ""];
const KEYS = ["j", "k", "g", "t", "c", "p", "s", "r", "i", "e", "m", "n", "f", "x", "/", "?", "Escape", "Enter", "ArrowDown", "Tab", "1", "2"];

export class Walker {
  /** What was done, a line a step: the trace of a failed walk. */
  readonly steps: string[] = [];

  constructor(
    private readonly page: Page,
    private readonly dice: Dice,
  ) {}

  /** One step, and the pause of a person after it; less than a person takes, at times. */
  async step(): Promise<void> {
    await this.act();
    await this.page.waitForTimeout(30 + this.dice.below(this.dice.roll() < 0.2 ? 900 : 250));
  }

  private async act(): Promise<void> {
    const kind = this.dice.roll();
    if (kind < 0.08) return this.back();
    if (kind < 0.11) return this.forward();
    if (kind < 0.15) return this.palette();
    if (kind < 0.22) return this.key();
    if (kind < 0.3) return this.type();
    if (kind < 0.42 && (await this.isDialogOpen())) return this.leaveDialog();
    if (kind < 0.55) return this.rail();
    return this.press();
  }

  private note(text: string): void {
    this.steps.push(`${this.path()} ${text}`);
  }

  private path(): string {
    const url = new URL(this.page.url());
    return url.pathname + url.search;
  }

  private async back(): Promise<void> {
    this.note("voltar");
    // Not out of the desk, to the empty page before it.
    await inPage(this.page, () => {
      const { navigation } = window as unknown as { navigation: { canGoBack: boolean } };
      if (navigation.canGoBack) history.back();
    });
  }

  private async forward(): Promise<void> {
    this.note("avançar");
    await inPage(this.page, () => history.forward());
  }

  private async palette(): Promise<void> {
    const word = this.dice.pick(WORDS) ?? "";
    this.note(`palette ${JSON.stringify(word)}`);
    await this.page.keyboard.press("Control+k");
    await this.page.keyboard.type(word, { delay: 5 });
    await this.page.keyboard.press(this.dice.roll() < 0.5 ? "Escape" : "Enter");
  }

  private async key(): Promise<void> {
    const key = this.dice.pick(KEYS) ?? "j";
    this.note(`key ${key}`);
    await this.page.keyboard.press(key);
  }

  private async type(): Promise<void> {
    const field = await this.choose(this.page.locator(FIELDS));
    if (!field) return this.rail();
    const word = this.dice.pick(WORDS) ?? "";
    this.note(`type ${JSON.stringify(word)} into ${await nameOf(field)}`);
    await field.click({ timeout: 500, noWaitAfter: true }).catch(() => undefined);
    await this.page.keyboard.type(word, { delay: 5 });
  }

  private isDialogOpen(): Promise<boolean> {
    return inPage(this.page, () => document.querySelector("dialog[open]") !== null);
  }

  private async leaveDialog(): Promise<void> {
    this.note("leave the dialog");
    await this.page.keyboard.press("Escape");
  }

  private async rail(): Promise<void> {
    const link = await this.choose(this.page.locator("nav a[href^='/']"));
    if (!link) return this.press();
    this.note(`rail ${await nameOf(link)}`);
    await link.click({ timeout: 500, noWaitAfter: true }).catch(() => undefined);
  }

  private async press(): Promise<void> {
    const thing = await this.choose(this.page.locator(PRESSABLE));
    if (!thing) return;
    this.note(`press ${await nameOf(thing)}`);
    await thing.click({ timeout: 500, noWaitAfter: true, button: "left" }).catch(() => undefined);
  }

  /** One of those that can be seen and pressed just now; in the open dialog when there is one. */
  private async choose(among: Locator): Promise<Locator | undefined> {
    const lookOnly = LOOK_ONLY.test(this.path());
    const roll = this.dice.roll();
    const chosen = await patiently(this.page, () => among.evaluateAll(
      (elements, { never, lookOnly, roll }) => {
        const dialogs = [...document.querySelectorAll("dialog[open]")];
        const top = dialogs.at(-1);
        const fits = elements.flatMap((element, index) => {
          if (top && !top.contains(element)) return [];
          if (never.some((selector) => element.matches(selector))) return [];
          if (lookOnly && element.matches("[type=submit], .btn--danger, [role=switch]")) return [];
          const box = element.getBoundingClientRect();
          const seen =
            box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
          return seen && element.checkVisibility() ? [index] : [];
        });
        return fits[Math.floor(roll * fits.length)];
      },
      { never: NEVER, lookOnly, roll },
    ));
    return chosen === undefined ? undefined : among.nth(chosen);
  }
}

/** Runs something in the page; when the page is just being left, in the next one. */
export function inPage<T>(page: Page, work: () => T): Promise<T> {
  return patiently(page, () => page.evaluate(work));
}

async function patiently<T>(page: Page, ask: () => Promise<T>): Promise<T> {
  for (let tries = 5; ; tries--) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 0 || !/context was destroyed|navigat/i.test(String(error))) throw error;
      await page.waitForLoadState("domcontentloaded");
    }
  }
}

async function nameOf(thing: Locator): Promise<string> {
  return thing
    .evaluate((element) => {
      const words = element.getAttribute("aria-label") ?? element.getAttribute("href") ?? element.textContent ?? "";
      return `${element.tagName.toLowerCase()}#${element.id} ${words.trim().slice(0, 40)}`;
    }, undefined, { timeout: 500 })
    .catch(() => "something that is gone");
}
