// One ticket at /tickets/{number}, with its tabs. Widened as the screen grows.
import { expect, type Locator, type Page } from "@playwright/test";
import { hydrated } from "../hydrated";

export type TicketTab = "details" | "chat" | "files" | "history" | "movements";

export class TicketPage {
  readonly heading: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole("heading", { level: 1 });
  }

  async open(number: string | number, tab?: TicketTab): Promise<void> {
    await this.page.goto(`/tickets/${number}${tab ? `?tab=${tab}` : ""}`);
    await hydrated(this.page);
    await expect(this.heading).toBeVisible();
  }
}
