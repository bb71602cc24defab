// The settings: "Parâmetros gerais" with its tabs, and the catalogues.
import { expect, type Locator, type Page } from "@playwright/test";
import { hydrated } from "../hydrated";

export class SettingsPage {
  readonly heading: Locator;
  readonly saveBar: Locator;
  readonly save: Locator;
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole("heading", { level: 1, name: "Parâmetros gerais" });
    this.saveBar = page.getByRole("region", { name: "Salvar parâmetros" });
    this.save = this.saveBar.getByRole("button", { name: /^Salvar parâmetros/ });
    this.dialog = page.getByRole("dialog");
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await hydrated(this.page);
    await expect(this.heading).toBeVisible();
  }

  get restrictedFlow(): Locator {
    return this.page.getByRole("switch", { name: "Fluxo restrito" });
  }

  /** Turns "Fluxo restrito" on or off and saves. */
  async setRestrictedFlow(on: boolean): Promise<void> {
    await this.open("/settings/general?tab=tickets");
    await this.restrictedFlow.setChecked(on);
    await this.save.click();
    await expect(this.page.getByRole("region", { name: "Avisos" }).getByText("Parâmetros salvos.")).toBeVisible();
    await expect(this.saveBar).toBeHidden();
  }

  row(text: string): Locator {
    return this.page.getByRole("table").getByRole("row").filter({ hasText: text });
  }
}
