// The database goes away under a running desk and comes back. A desk of its own, so that no other test notices.
import { test as base, expect, expectNoViolations, PASSWORD, USERS } from "../support/test";
import { Desk } from "../support/desk";
import { Records } from "../support/records";
import { Sessions } from "../support/sessions";
import { LoginPage } from "../support/pages/login.page";
import { TicketPage } from "../support/pages/ticket.page";
import { TicketsPage } from "../support/pages/tickets.page";

const AWAY = "O banco de dados não está respondendo. Nada foi perdido: tente de novo em instantes.";

const test = base.extend<{ ownDesk: Desk }>({
  ownDesk: async ({ mail }, use) => {
    const desk = await Desk.start(mail);
    await use(desk);
    await desk.remove();
  },
  baseURL: async ({ ownDesk }, use) => use(ownDesk.url),
});

test("database away: a clear page and a red /readyz; back again without a restart @desktop", async ({
  page,
  ownDesk,
  consoleGuard,
}) => {
  test.slow();
  consoleGuard.allow(/status of 503/);
  consoleGuard.allow(/WebSocket connection to .*\/ws/);
  const records = new Records(ownDesk, new Sessions(ownDesk));
  const { id } = await records.ticket();
  const login = new LoginPage(page);
  await login.open();
  await login.signInAs(USERS.renata, PASSWORD);
  await login.expectGone();
  const ticket = new TicketPage(page);
  await ticket.open(id, "notes");
  await ticket.note.fill("Escrito sem banco de dados");
  const ready = async () => (await fetch(`${ownDesk.url}/readyz`)).status;
  expect(await ready()).toBe(200);

  const giveBack = await ownDesk.database.takeAway();
  expect(await ready()).toBe(503);
  expect((await fetch(`${ownDesk.url}/healthz`)).status).toBe(200);
  // In an open page the act is refused in words, and what was typed stays.
  await ticket.addNote.click();
  await expect(ticket.panel.getByText(AWAY)).toBeVisible({ timeout: 20_000 });
  await expect(ticket.note).toHaveValue("Escrito sem banco de dados");
  // A page that cannot be made says so, and tries again by itself.
  const other = await page.context().newPage();
  const answer = await other.goto("/tickets", { timeout: 20_000 });
  expect(answer?.status()).toBe(503);
  await expect(other.getByRole("heading", { level: 1, name: "Algo deu errado" })).toBeVisible();
  await expect(other.getByText(AWAY)).toBeVisible();
  await expectNoViolations(other);

  await giveBack();
  await expect.poll(ready).toBe(200);
  await expect(new TicketsPage(other).heading).toBeVisible({ timeout: 20_000 });
  await ticket.addNote.click();
  await expect(ticket.panel.getByRole("listitem").filter({ hasText: "Escrito sem banco de dados" })).toBeVisible();
});
