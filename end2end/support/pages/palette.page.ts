// The command palette (Ctrl+K). Widened as the screen grows.
import { expect, type Locator, type Page } from "@playwright/test";

export class Palette {
  readonly dialog: Locator;
  readonly search: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole("dialog").filter({ has: page.getByRole("combobox") });
    this.search = this.dialog.getByRole("combobox");
  }

  async open(): Promise<void> {
    await this.page.keyboard.press("Control+k");
    await expect(this.search).toBeFocused();
  }

  async choose(text: string): Promise<void> {
    await this.search.fill(text);
    await this.dialog.getByRole("option").filter({ hasText: text }).first().click();
    await expect(this.dialog).toBeHidden();
  }
}
