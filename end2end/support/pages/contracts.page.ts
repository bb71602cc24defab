// The grid of contracts with its summary, and the page of one contract.
import { expect, type Locator, type Page } from "@playwright/test";
import { hydrated } from "../hydrated";

export class ContractsPage {
  readonly heading: Locator;
  readonly grid: Locator;
  readonly panel: Locator;
  readonly menu: Locator;
  readonly dialog: Locator;
  readonly toasts: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole("heading", { level: 1, name: /^(Contratos|Contracts)$/ });
    this.grid = page.getByRole("table");
    this.panel = page.getByRole("complementary", { name: /^(Situação|Facts)$/ });
    this.menu = page.getByRole("menu", { name: /^(Ações|Actions)$/ });
    this.dialog = page.getByRole("dialog");
    this.toasts = page.getByRole("region", { name: "Avisos" });
  }

  async open(search = ""): Promise<void> {
    await this.page.goto(`/contracts${search}`);
    await hydrated(this.page);
    await expect(this.heading).toBeVisible();
  }

  /** The list of this contract alone. */
  async openOf(number: number): Promise<void> {
    await this.open(`?q=${number}`);
    await expect(this.row(number)).toBeVisible();
  }

  row(number: number): Locator {
    return this.page.locator(`#contract-${number}`);
  }

  async openMenu(number: number): Promise<void> {
    await this.page.getByRole("button", { name: `Ações do contrato ${number}` }).click();
    await expect(this.menu).toBeVisible();
  }

  item(name: string | RegExp): Locator {
    return this.menu.getByRole("menuitem", { name });
  }

  /** Ações › Liberar temporariamente › confirm. */
  async release(number: number): Promise<void> {
    await this.openMenu(number);
    await this.item(/^Liberar temporariamente/).click();
    await this.dialog.getByRole("button", { name: /^Liberar até/ }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** Records a payment from the summary, after reading what it does. */
  async pay(invoice: string, consequence: string): Promise<void> {
    await this.panel.getByRole("button", { name: `Registrar pagamento da fatura ${invoice}` }).click();
    await expect(this.dialog).toContainText(consequence);
    await this.dialog.getByRole("button", { name: "Registrar pagamento" }).click();
  }

  /** A fact of the summary. */
  async expectFact(name: string, value: string): Promise<void> {
    await expect(this.panel.locator("dt", { hasText: name }).locator("xpath=following-sibling::dd[1]")).toContainText(value);
  }

  async expectToast(text: string | RegExp): Promise<void> {
    await expect(this.toasts.getByText(text).first()).toBeVisible();
  }
}
