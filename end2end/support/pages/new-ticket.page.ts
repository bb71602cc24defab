// The drawer "Novo atendimento" at /tickets/new, beside the grid.
import { expect, type Locator, type Page } from "@playwright/test";
import { hydrated } from "../hydrated";

export class NewTicketPage {
  readonly drawer: Locator;
  readonly requester: Locator;
  readonly service: Locator;
  readonly value: Locator;
  readonly accountant: Locator;
  readonly accountantName: Locator;
  readonly assignee: Locator;
  readonly subject: Locator;
  readonly description: Locator;
  readonly save: Locator;
  readonly draftSaved: Locator;
  readonly noEmail: Locator;
  readonly quickCreate: Locator;

  constructor(readonly page: Page) {
    this.drawer = page.getByRole("dialog", { name: "Novo atendimento" });
    this.requester = this.drawer.getByRole("combobox", { name: /^Solicitante/ });
    this.service = this.drawer.getByLabel(/^Serviço/);
    this.value = this.drawer.getByLabel("Valor do serviço");
    this.accountant = this.drawer.getByLabel("Contador");
    this.accountantName = this.drawer.getByLabel("Nome", { exact: true });
    this.assignee = this.drawer.getByLabel("Responsável");
    this.subject = this.drawer.getByLabel(/^Assunto/);
    this.description = this.drawer.getByLabel("Descrição");
    this.save = this.drawer.getByRole("button", { name: /^Salvar/ });
    this.draftSaved = this.drawer.getByText(/^Rascunho salvo/);
    this.noEmail = this.drawer.getByText("Sem e-mail no cadastro.");
    this.quickCreate = page.getByRole("dialog", { name: "Nova pessoa" });
  }

  async open(search = ""): Promise<void> {
    await this.page.goto(`/tickets/new${search}`);
    await hydrated(this.page);
    await expect(this.subject).toBeVisible();
  }

  /** Types into "Solicitante" and takes the first answer that shows `text`. */
  async chooseRequester(typed: string, text = typed): Promise<void> {
    await this.requester.fill(typed);
    await this.drawer.getByRole("option").filter({ hasText: text }).first().click();
    await expect(this.requester).toHaveAttribute("aria-expanded", "false");
  }

  /** What is said about a field that was refused. */
  async expectRefused(field: Locator, text: string): Promise<void> {
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(new RegExp(text));
  }
}
