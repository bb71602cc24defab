// Signing in: the one form that everybody meets, so it must work without JavaScript, by keyboard, and say nothing about
// who has an account.
import { expect, expectNoViolations, PASSWORD, test, USERS } from "../support/test";
import { LoginPage } from "../support/pages/login.page";

test("whoever is not signed in is sent to the sign-in page", async ({ page }) => {
  await page.goto("/tickets");
  await expect(page).toHaveURL(/\/login/);
  await expect(new LoginPage(page).submit).toBeVisible();
});

test("the right password opens the desk, and a reload keeps it open @smoke", async ({ page }) => {
  const login = new LoginPage(page);
  await login.open();
  await login.signIn("renata");
  await login.expectGone();
  await page.reload();
  await login.expectGone();
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
  }
});

test("the keyboard alone is enough", async ({ page }) => {
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

test("it works without JavaScript @smoke", async ({ newPage, consoleGuard }) => {
  consoleGuard.allow(/status of 4\d\d.*\/login/);
  const page = await newPage({ javaScriptEnabled: false });
  const login = new LoginPage(page);
  await login.open();
  await login.signIn("sofia", "not-the-password");
  await expect(login.refused).toBeVisible();
  await login.signIn("sofia");
  await login.expectGone();
});

test("axe finds nothing, before and after a refusal", async ({ page, consoleGuard }) => {
  consoleGuard.allow(/status of 4\d\d.*\/login/);
  const login = new LoginPage(page);
  await login.open();
  await expectNoViolations(page);
  await login.signIn("renata", "not-the-password");
  await expect(login.refused).toBeVisible();
  await expectNoViolations(page);
});
