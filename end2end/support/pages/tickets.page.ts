// The grid of tickets at /tickets. On a phone its rows are cards.
import { expect, type Locator, type Page } from "@playwright/test";
import { hydrated } from "../hydrated";
import { TicketActs, type Status } from "./acts.page";

export class TicketsPage {
  readonly heading: Locator;
  readonly grid: Locator;
  readonly search: Locator;
  readonly views: Locator;
  readonly pager: Locator;
  readonly bulk: Locator;
  readonly acts: TicketActs;

  constructor(readonly page: Page) {
    this.heading = page.getByRole("heading", { level: 1, name: "Atendimentos" });
    this.grid = page.getByRole("table");
    this.search = page.getByRole("searchbox", { name: "Filtrar nesta visão" });
    this.views = page.getByRole("navigation", { name: "Visões salvas" });
    this.pager = page.getByRole("navigation", { name: "Paginação" });
    this.bulk = page.getByRole("toolbar", { name: /selecionado/ });
    this.acts = new TicketActs(page);
  }

  async open(search = ""): Promise<void> {
    await this.page.goto(`/tickets${search}`);
    await hydrated(this.page);
    await expect(this.heading).toBeVisible();
  }

  /** The list of exactly these tickets of one person. */
  async openOf(requester: { id: number }): Promise<void> {
    await this.open(`?requester=${requester.id}`);
  }

  /** The row that contains a text: a subject, a name. */
  row(text: string | RegExp): Locator {
    return this.grid.getByRole("row").filter({ hasText: text });
  }

  /** All rows but the head. */
  get rows(): Locator {
    return this.grid.getByRole("row").filter({ has: this.page.getByRole("link") }).filter({ hasNot: this.page.getByRole("columnheader") });
  }

  subject(text: string): Locator {
    return this.row(text).getByRole("link", { name: text });
  }

  status(number: number): Locator {
    return this.grid.getByRole("button", { name: `Mudar status do atendimento ${number}` });
  }

  async expectStatus(number: number, status: Status): Promise<void> {
    await expect(this.status(number)).toHaveText(status);
  }

  async changeStatus(number: number, to: Status): Promise<void> {
    await this.status(number).click();
    await this.acts.choose(to);
  }

  option(name: "Reabrir" | "Notificar" | "Editar" | "Mensagem" | "Movimentar", number: number): Locator {
    return this.grid.locator("tr").locator(`[aria-label^="${name} #${number}"]`);
  }

  async select(number: number): Promise<void> {
    await this.grid.getByRole("checkbox", { name: `Selecionar #${number}` }).check();
  }

  view(name: string): Locator {
    return this.views.getByRole("link", { name: new RegExp(`^${name}`) });
  }

  // filters

  chip(text: string): Locator {
    return this.page.getByRole("group", { name: "Filtro" }).getByRole("button", { name: text });
  }

  removeChip(text: string): Locator {
    return this.page.getByRole("link", { name: `Remover ${text}` });
  }

  /** Opens the editor of filters and hands it to `choose`; then applies. */
  async filter(choose: (editor: Locator) => Promise<void>): Promise<void> {
    await this.page.getByRole("button", { name: "Filtro", exact: true }).click();
    const editor = this.page.locator("#ticket-filters");
    await expect(editor).toBeVisible();
    await choose(editor);
    await editor.getByRole("button", { name: "Aplicar" }).click();
    await expect(editor).toBeHidden();
  }
}
