// Signing in: the one form that everybody meets, so it must work without JavaScript, by keyboard, and say nothing about
// who has an account.
import {
  expect,
  expectNoSidewaysScroll,
  expectNoViolationsInBothThemes,
  hydrated,
  PASSWORD,
  test,
  USERS,
} from "../support/test";
import { LoginPage } from "../support/pages/login.page";
import { UserMenu } from "../support/pages/sign-in-again.page";

test("whoever is not signed in is sent to the sign-in page, and back to where they wanted to go", async ({ page }) => {
  await page.goto("/tickets?view=mine");
  await expect(page).toHaveURL(/\/login/);
  const login = new LoginPage(page);
  await expect(login.submit).toBeVisible();
  await login.signIn("renata");
  await expect(page).toHaveURL(/\/tickets\?view=mine$/);
});

test("the right password opens the desk, a reload keeps it open, signing out closes it @smoke", async ({ page }) => {
  const login = new LoginPage(page);
  await login.open();
  await login.signIn("renata");
  await login.expectGone();
  await page.reload();
  await login.expectGone();
  await hydrated(page);
  await new UserMenu(page).choose("Sair");
  await expect(login.submit).toBeVisible();
  await page.goto("/tickets");
  await expect(page).toHaveURL(/\/login/);
});

test("a wrong password and an unknown address get the same answer", async ({ page, consoleGuard }) => {
  consoleGuard.allow(/status of 4\d\d.*\/login/);
  const login = new LoginPage(page);
  for (const [email, password] of [
    [USERS.renata, "not-the-password"],
    ["nobody@balcao.demo", PASSWORD],
  ] as const) {
    await login.open();
    await login.signInAs(email, password);
    await expect(login.refused).toBeVisible();
    await expect(page).toHaveURL(/\/login/);
    await expect(login.email).toHaveValue(email);
    await expect(login.password).toHaveValue("");
  }
});

test("the keyboard alone is enough @desktop", async ({ page }) => {
  const login = new LoginPage(page);
  await login.open();
  await login.email.focus();
  await page.keyboard.type(USERS.bianca);
  await page.keyboard.press("Tab");
  await expect(login.password).toBeFocused();
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await login.expectGone();
});

test("it works without JavaScript, out again included @smoke", async ({ newPage, consoleGuard }) => {
  consoleGuard.allow(/status of 4\d\d.*\/login/);
  const page = await newPage({ javaScriptEnabled: false });
  const login = new LoginPage(page);
  await login.open();
  await login.signIn("sofia", "not-the-password");
  await expect(login.refused).toBeVisible();
  await login.signIn("sofia");
  await login.expectGone();
  // The rows are in the answer itself, before any program could arrive.
  await expect(page.getByRole("table").getByRole("link").first()).toBeVisible();
  await new UserMenu(page).choose("Sair");
  await expect(login.submit).toBeVisible();
});

test("axe finds nothing, before and after a refusal, and nothing scrolls sideways", async ({ page, consoleGuard }) => {
  consoleGuard.allow(/status of 4\d\d.*\/login/);
  const login = new LoginPage(page);
  await login.open();
  await expectNoViolationsInBothThemes(page);
  await login.signIn("renata", "not-the-password");
  await expect(login.refused).toBeVisible();
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);
});
