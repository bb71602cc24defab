// The portal at /portal: the list of one's own tickets, one ticket, a new one.
import { expect, type Locator, type Page } from "@playwright/test";
import { hydrated } from "../hydrated";
import { Uploads } from "./files.page";

export class PortalPage {
  readonly hello: Locator;
  readonly list: Locator;
  readonly subject: Locator;
  readonly uploads: Uploads;

  constructor(readonly page: Page) {
    this.hello = page.getByRole("heading", { level: 1, name: /^Olá, / });
    this.list = page.getByRole("navigation", { name: "Meus atendimentos" });
    this.subject = page.getByRole("heading", { level: 1 });
    this.uploads = new Uploads(page, page.getByRole("main"));
  }

  async open(): Promise<void> {
    await this.page.goto("/portal");
    await hydrated(this.page);
    await expect(this.hello).toBeVisible();
  }

  async openTicket(id: number): Promise<void> {
    await this.page.goto(`/portal/tickets/${id}`);
    await hydrated(this.page);
    await expect(this.subject).toBeVisible();
  }

  card(subject: string): Locator {
    return this.list.getByRole("link", { name: subject });
  }

  /** Where the opened ticket stands. */
  get state(): Locator {
    return this.page.locator(".po-state");
  }
}
