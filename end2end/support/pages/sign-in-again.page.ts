// The dialog over a page whose session ended or is somebody else's by now, and the menu of the signed-in user.
import { expect, type Locator, type Page } from "@playwright/test";
import { PASSWORD, USERS, type UserName } from "../desk";

export class SignInAgain {
  readonly dialog: Locator;
  readonly email: Locator;
  readonly password: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole("dialog", { name: /^(Sua sessão terminou|Agora está .+ neste navegador)$/ });
    this.email = this.dialog.getByLabel("E-mail");
    this.password = this.dialog.getByLabel("Senha");
  }

  async signIn(user: UserName, password: string = PASSWORD): Promise<void> {
    await this.email.fill(USERS[user]);
    await this.password.fill(password);
    await this.dialog.getByRole("button", { name: "Entrar" }).click();
  }

  /** It says who is in now; the socket tells it, or the next refused act. */
  async expectAnother(name: string): Promise<void> {
    await expect(this.dialog).toHaveAccessibleName(`Agora está ${name} neste navegador`, { timeout: 20_000 });
  }

  async close(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Fechar" }).click();
    await expect(this.dialog).toBeHidden();
  }
}

export class UserMenu {
  readonly button: Locator;
  readonly menu: Locator;

  constructor(page: Page) {
    this.button = page.getByRole("button", { name: /^(Conta de|Account of) / });
    this.menu = page.getByRole("menu", { name: /^(Conta de|Account of) / });
  }

  async open(): Promise<void> {
    await this.button.click();
    await expect(this.menu).toBeVisible();
  }

  async choose(entry: string | RegExp): Promise<void> {
    await this.open();
    await this.menu.locator("[role^=menuitem]").filter({ hasText: entry }).click();
  }
}
