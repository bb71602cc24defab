// One ticket at /tickets/{number}, with its tabs.
import { expect, type Locator, type Page } from "@playwright/test";
import { hydrated } from "../hydrated";
import { TicketActs, type Status } from "./acts.page";

export type TicketTab = "details" | "chat" | "files" | "notes" | "movements" | "history";

export class TicketPage {
  readonly heading: Locator;
  readonly panel: Locator;
  readonly status: Locator;
  readonly save: Locator;
  readonly conflict: Locator;
  readonly facts: Locator;
  readonly acts: TicketActs;

  constructor(readonly page: Page) {
    this.heading = page.getByRole("heading", { level: 1 });
    this.panel = page.getByRole("tabpanel");
    this.status = page.getByRole("button", { name: /Mudar status do atendimento/ });
    this.save = this.panel.getByRole("button", { name: /^Salvar/ });
    this.conflict = page.getByRole("dialog", { name: "Duas versões deste registro" });
    this.facts = page.getByRole("complementary", { name: "Atendimento" });
    this.acts = new TicketActs(page);
  }

  async open(number: string | number, tab?: TicketTab): Promise<void> {
    await this.page.goto(`/tickets/${number}${tab ? `?tab=${tab}` : ""}`);
    await hydrated(this.page);
    await expect(this.heading).toBeVisible();
  }

  tab(name: "Atendimento" | "Chat" | "Arquivos" | "Notas internas" | "Movimentação" | "Histórico"): Locator {
    return this.page.getByRole("tab", { name: new RegExp(`^${name}`) });
  }

  field(label: "Assunto" | "Solicitante" | "Serviço" | "Valor do serviço" | "Prazo" | "Contador" | "Descrição"): Locator {
    return this.panel.getByLabel(new RegExp(`^${label}`));
  }

  /** The facts beside the tabs; where there is no room they are a drawer. */
  async showFacts(): Promise<Locator> {
    const button = this.page.getByRole("main").getByRole("button", { name: "Atendimento", exact: true });
    if (await button.isVisible()) await button.click();
    await expect(this.facts).toBeVisible();
    return this.facts;
  }

  async expectStatus(status: Status): Promise<void> {
    await expect(this.status).toHaveText(status);
  }

  async changeStatus(to: Status): Promise<void> {
    await this.status.click();
    await this.acts.choose(to);
  }

  /** Chooses in the menu of options. */
  async choose(option: string): Promise<void> {
    await (await this.option(option)).click();
  }

  /** An entry of the menu of options, opened for it. */
  async option(option: string): Promise<Locator> {
    const menu = this.page.getByRole("menu", { name: "Opções" });
    if (!(await menu.isVisible())) await this.page.getByRole("button", { name: "Opções" }).click();
    await expect(menu).toBeVisible();
    return menu.getByRole("menuitem", { name: new RegExp(`^${option}`) });
  }

  /** The dialog "Dividir atendimento". */
  splitting(number: number): Locator {
    return this.page.getByRole("dialog", { name: `Dividir #${number}` });
  }

  // notes

  get note(): Locator {
    return this.panel.getByLabel("Adicionar nota");
  }

  get draftMark(): Locator {
    return this.panel.getByText(/^Rascunho salvo/);
  }

  get addNote(): Locator {
    return this.panel.getByRole("button", { name: "Adicionar nota" });
  }
}
