// The sign-in form at /login, which works with and without JavaScript.
import { expect, type Locator, type Page } from "@playwright/test";
import { PASSWORD, USERS, type UserName } from "../desk";

export const REFUSED = "E-mail ou senha incorretos.";

export class LoginPage {
  readonly email: Locator;
  readonly password: Locator;
  readonly submit: Locator;
  readonly refused: Locator;

  constructor(readonly page: Page) {
    this.email = page.getByLabel("E-mail", { exact: true });
    this.password = page.getByLabel("Senha", { exact: true });
    this.submit = page.getByRole("button", { name: "Entrar", exact: true });
    this.refused = page.getByText(REFUSED);
  }

  async open(): Promise<void> {
    await this.page.goto("/login");
    await expect(this.submit).toBeVisible();
  }

  async signIn(user: UserName, password: string = PASSWORD): Promise<void> {
    await this.signInAs(USERS[user], password);
  }

  async signInAs(email: string, password: string): Promise<void> {
    await this.email.fill(email);
    await this.password.fill(password);
    await this.submit.click();
  }

  /** Signed in: somewhere else than the sign-in page. */
  async expectGone(): Promise<void> {
    await expect(this.page).not.toHaveURL(/\/login/);
    await expect(this.submit).toBeHidden();
  }
}
