// The conversation of a ticket: the tab Chat for the team, /portal/tickets/{number} for its requester.
import { expect, type Locator, type Page } from "@playwright/test";
import { hydrated } from "../hydrated";

export type Fate = "Enviada" | "Entregue" | "Lida" | "Aguardando conexão" | "Espera por Renata" | "Não enviada";

export class ChatPage {
  readonly log: Locator;
  readonly text: Locator;
  readonly send: Locator;
  readonly connection: Locator;
  readonly composer: Locator;

  constructor(readonly page: Page) {
    this.log = page.getByRole("log");
    this.text = page.locator("#chat-text");
    this.send = page.getByRole("button", { name: /^Enviar/ });
    this.composer = page.locator("form.composer");
    this.connection = page.locator(".chat__line");
  }

  async openAsTeam(number: number): Promise<void> {
    await this.open(`/tickets/${number}?tab=chat`);
  }

  async openAsRequester(number: number): Promise<void> {
    await this.open(`/portal/tickets/${number}`);
  }

  private async open(path: string): Promise<void> {
    await this.page.goto(path);
    await hydrated(this.page);
    await expect(this.log).toBeVisible();
    await this.expectConnected();
  }

  async expectConnected(): Promise<void> {
    await expect(this.connection).not.toHaveClass(/is-bad/);
    await expect(this.connection.locator("use")).toHaveAttribute("href", "#wifi");
  }

  /** Who is on the other side, and whether they are there. */
  async expectPeer(words: string): Promise<void> {
    await expect(this.page.locator(".chat__peer")).toContainText(words);
  }

  async say(words: string): Promise<void> {
    await this.text.fill(words);
    await this.send.click();
    await expect(this.text).toHaveValue("");
  }

  /** Chooses a file for the next message, and waits until it is at the desk. */
  async attach(file: { name: string; buffer: Buffer }): Promise<void> {
    await this.composer.locator("#chat-files").setInputFiles({ mimeType: "application/octet-stream", ...file });
    await this.expectReady(file.name);
  }

  /** Pastes an image into the composer. */
  async paste(file: { name: string; buffer: Buffer }): Promise<void> {
    await this.text.evaluate(
      (field, { name, bytes }) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(bytes)], name, { type: "image/png" }));
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      },
      { name: file.name, bytes: [...file.buffer] },
    );
    await this.expectReady(file.name);
  }

  private async expectReady(name: string): Promise<void> {
    await expect(this.composer.getByRole("listitem").filter({ hasText: name })).toContainText("pronto");
  }

  /** The bubble with these words. */
  message(words: string | RegExp): Locator {
    return this.log.getByRole("listitem").filter({ hasText: words });
  }

  async expectSaid(words: string): Promise<void> {
    await expect(this.message(words)).toHaveCount(1);
  }

  async expectFate(words: string, fate: Fate): Promise<void> {
    await expect(this.message(words)).toContainText(fate);
  }

  /** The words of all bubbles, oldest first. */
  async words(): Promise<string[]> {
    return this.log.locator(".msg__box .pre").allTextContents();
  }
}
