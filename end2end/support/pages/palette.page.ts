// The command palette (Ctrl+K, or the button of the top bar).
import { expect, type Locator, type Page } from "@playwright/test";

export class Palette {
  readonly dialog: Locator;
  readonly search: Locator;
  readonly options: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog", { name: "Buscar" });
    this.search = this.dialog.getByRole("combobox");
    this.options = this.dialog.getByRole("option");
  }

  async open(): Promise<void> {
    await this.page.keyboard.press("Control+k");
    await expect(this.search).toBeFocused();
  }

  async openByButton(): Promise<void> {
    await this.page.getByRole("button", { name: "Buscar pessoa, atendimento, contrato ou ação" }).click();
    await expect(this.search).toBeFocused();
  }

  option(text: string): Locator {
    return this.options.filter({ hasText: text });
  }

  async choose(typed: string, text = typed): Promise<void> {
    await this.search.fill(typed);
    await this.option(text).first().click();
    await expect(this.dialog).toBeHidden();
  }
}
