// Theme and language belong to the user and follow to every device.
import { expect, expectNoViolations, hydrated, test } from "../support/test";
import { TicketsPage } from "../support/pages/tickets.page";
import { UserMenu } from "../support/pages/sign-in-again.page";

test("dark at once, after a reload, and on another device; back to the system's", async ({ as, records }) => {
  const { requester } = await records.ticket();
  const page = await as("fabio");
  const html = page.locator("html");
  await new TicketsPage(page).openOf(requester);
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
  const light = await ink();
  const menu = new UserMenu(page);
  const saved = page.waitForResponse(/account\/.*appearance|set_appearance/);
  await menu.choose("Escuro");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await saved;
  await expect(menu.menu.getByRole("menuitemradio", { name: "Escuro" })).toHaveAttribute("aria-checked", "true");
  await expectNoViolations(page);
  expect(await ink()).not.toBe(light);
  await page.reload();
  await expect(html).toHaveAttribute("data-theme", "dark");

  const other = await as("fabio");
  await other.goto("/account");
  await hydrated(other);
  await expect(other.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(other.getByRole("radio", { name: "Escuro" })).toBeChecked();
  await expectNoViolations(other);
  const back = other.waitForResponse(/account\/.*appearance|set_appearance/);
  // The words beside a radio button are what people press.
  await other.getByText("Do sistema").last().click();
  await back;
  await expect(other.locator("html")).not.toHaveAttribute("data-theme", /.+/);
});

test("English for one user only, and back", async ({ as, records }) => {
  const { requester } = await records.ticket();
  const page = await as("fabio");
  await new TicketsPage(page).openOf(requester);
  await new UserMenu(page).choose("English");
  await expect(page.getByRole("heading", { level: 1, name: "Tickets" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await hydrated(page);
  await expect(page.getByRole("button", { name: /Change the status of ticket \d+/ }).first()).toBeVisible();
  await expect(page.getByText("Atendimentos")).toHaveCount(0);
  await expectNoViolations(page);

  const renata = await as("renata");
  await renata.goto("/tickets");
  await expect(new TicketsPage(renata).heading).toBeVisible();

  await new UserMenu(page).choose("Português");
  await expect(new TicketsPage(page).heading).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
});
