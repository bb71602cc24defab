// The grid of tickets at /tickets. Widened as the screen grows.
import { expect, type Locator, type Page } from "@playwright/test";
import { hydrated } from "../hydrated";

export class TicketsPage {
  readonly heading: Locator;
  readonly grid: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole("heading", { level: 1, name: "Atendimentos" });
    this.grid = page.getByRole("table");
  }

  async open(search = ""): Promise<void> {
    await this.page.goto(`/tickets${search}`);
    await hydrated(this.page);
    await expect(this.heading).toBeVisible();
  }

  /** The row that contains a text: a number, a subject, a name. */
  row(text: string | RegExp): Locator {
    return this.grid.getByRole("row").filter({ hasText: text });
  }
}
