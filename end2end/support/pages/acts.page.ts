// What the grid and the page of a ticket have in common: the menu of the seven statuses, the dialogs of reason and
// hand-over, the two messages after a change of status, the toasts.
import { expect, type Locator, type Page } from "@playwright/test";

export type Status =
  | "Aberto"
  | "Reaberto"
  | "Analisando"
  | "Aguardando"
  | "Finalizado"
  | "Rejeitado"
  | "Cancelado";

/** In the order of the menu: the digit of a status is its place, from 1. */
export const STATUSES: readonly Status[] = [
  "Aberto",
  "Reaberto",
  "Analisando",
  "Aguardando",
  "Finalizado",
  "Rejeitado",
  "Cancelado",
];

export class TicketActs {
  readonly menu: Locator;
  readonly toasts: Locator;

  constructor(readonly page: Page) {
    this.menu = page.getByRole("menu", { name: "Mudar status" });
    this.toasts = page.getByRole("region", { name: "Avisos" });
  }

  item(status: Status): Locator {
    return this.menu.getByRole("menuitemradio", { name: new RegExp(`^${status}`) });
  }

  /** Chooses in the open menu. */
  async choose(status: Status): Promise<void> {
    await this.item(status).click();
    await expect(this.menu).toBeHidden();
  }

  // the two messages

  /** "Status alterado para Analisando." */
  async expectChanged(status: Status): Promise<void> {
    await expect(this.page.getByText(`Status alterado para ${status}.`)).toBeVisible();
  }

  async expectSentTo(address: string): Promise<void> {
    await expect(this.page.getByText(`E-mail enviado para ${address}.`)).toBeVisible();
  }

  /** "Não foi possível enviar o e-mail: {motivo}." */
  async expectNotSent(why: string): Promise<void> {
    await expect(this.page.getByRole("alert").filter({ hasText: `Não foi possível enviar o e-mail: ${why}.` })).toBeVisible();
  }

  /** "E-mail para {endereço} gravado em arquivo: …", which is neither success nor failure. */
  async expectWrittenFor(address: string): Promise<void> {
    const text = `E-mail para ${address} gravado em arquivo: não há servidor de e-mail configurado.`;
    const notice = this.page.getByRole("status").filter({ hasText: text });
    await expect(notice).toBeVisible();
    await expect(notice).toHaveAttribute("data-tone", "grey");
  }

  /** "E-mail para {endereço} sem resposta do servidor: pode ter chegado. …" */
  async expectUnanswered(address: string): Promise<void> {
    const text = `E-mail para ${address} sem resposta do servidor: pode ter chegado.`;
    await expect(this.page.getByRole("status").filter({ hasText: text })).toBeVisible();
  }

  get resend(): Locator {
    return this.page.getByRole("button", { name: "Reenviar" });
  }

  // dialogs

  get reason(): Locator {
    return this.page.getByRole("dialog").filter({ has: this.page.getByLabel(/^Motivo/) });
  }

  get moving(): Locator {
    return this.page.getByRole("dialog", { name: /^Movimentar/ });
  }

  async moveTo(assignee: string, note: string): Promise<void> {
    await this.moving.getByLabel(/^Novo responsável/).selectOption({ label: assignee });
    await this.moving.getByLabel(/^Motivo da movimentação/).fill(note);
    await this.moving.getByRole("button", { name: "Movimentar" }).click();
    await expect(this.moving).toBeHidden();
  }

  /** What became of a change of many, when something of it needs a person. */
  get bulkNotice(): Locator {
    return this.page.getByRole("status").filter({ hasText: /atendimentos? alterados?/ }).filter({ has: this.page.getByRole("list") });
  }

  async expectToast(text: string | RegExp): Promise<void> {
    await expect(this.toasts.getByText(text)).toBeVisible();
  }
}
