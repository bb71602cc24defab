// An error in the browser's console, an uncaught one in a page, or a crashed page fails the test that caused it.
// A test that provokes one on purpose (a refused request, a cut network) allows exactly that.
import { expect, type BrowserContext } from "@playwright/test";

export class ConsoleGuard {
  private readonly errors: string[] = [];
  private readonly allowed: RegExp[] = [];

  /** Listens to every page of a context, also those opened later. */
  watch(context: BrowserContext): void {
    context.on("console", (message) => {
      if (message.type() === "error") this.errors.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.errors.push(`uncaught: ${error.error().stack ?? error.error().message}`));
    context.on("page", (page) => page.on("crash", () => this.errors.push(`crashed: ${page.url()}`)));
  }

  /** For this test only; say narrowly what is expected, e.g. /status of 401.*\/login/. */
  allow(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  check(): void {
    const unexpected = this.errors.filter((text) => !this.allowed.some((pattern) => pattern.test(text)));
    expect(unexpected, "errors in the browser").toEqual([]);
  }
}
