// What one agent does, the others see at once: no reload, nothing jumps.
import { expect, expectNoViolationsInBothThemes, test } from "../support/test";
import { TicketPage } from "../support/pages/ticket.page";
import { TicketsPage } from "../support/pages/tickets.page";

test("a row changes in place when somebody else changes the ticket @smoke", async ({ as, records }) => {
  const requester = await records.person();
  const first = await records.ticket({ requester });
  const second = await records.ticket({ requester });
  const renata = await as("renata");
  const list = new TicketsPage(renata);
  await list.openOf(requester);
  await list.expectStatus(first.id, "Aberto");

  const bianca = await as("bianca");
  const ticket = new TicketPage(bianca);
  await ticket.open(first.id);
  await ticket.changeStatus("Aguardando");
  await ticket.acts.expectChanged("Aguardando");

  await list.expectStatus(first.id, "Aguardando");
  // In its place: the order stays as it was read.
  await expect(list.rows.last()).toContainText(first.subject);
  await expect(list.rows.first()).toContainText(second.subject);
});

test("a new ticket is announced and shown on demand; the counts follow @smoke", async ({ as, records }) => {
  const requester = await records.person();
  await records.ticket({ requester });
  const untouched = await records.ticket();
  const renata = await as("renata");
  const list = new TicketsPage(renata);
  await list.openOf(requester);
  await expect(list.rows).toHaveCount(1);
  const count = async () => Number((await list.view("Todos").locator(".badge").textContent())?.replace(".", ""));
  const before = await count();

  // A note makes no ticket new, wherever it is.
  await records.note(untouched.id, "Ligou de novo.");
  const { subject } = await records.ticket({ requester, by: "bianca" });
  const announced = renata.getByRole("button", { name: /^1 atendimento novo: mostrar/ });
  await expect(announced).toBeVisible();
  await expect(list.rows).toHaveCount(1);
  await expect.poll(count).toBe(before + 1);
  await announced.click();
  await expect(list.rows).toHaveCount(2);
  await expect(list.rows.first()).toContainText(subject);
  await expect(announced).toBeHidden();
});

test("the ticket's page follows too, and says who else has it open @smoke", async ({ as, records }) => {
  const { id } = await records.ticket();
  const renata = await as("renata");
  const mine = new TicketPage(renata);
  await mine.open(id, "history");
  const bianca = await as("bianca");
  const hers = new TicketPage(bianca);
  await hers.open(id);
  await expect(mine.page.getByRole("status").filter({ hasText: "Bianca Toledo está vendo" })).toHaveCount(1);
  await expect(hers.page.getByRole("status").filter({ hasText: "Renata Queiroz está vendo" })).toHaveCount(1);

  await hers.changeStatus("Analisando");
  await mine.expectStatus("Analisando");
  await expect(mine.panel.getByRole("row").filter({ hasText: "Bianca Toledo" }).filter({ hasText: "Analisando" })).toBeVisible();
  await bianca.close();
  await expect(mine.page.getByText("Bianca Toledo está vendo")).toHaveCount(0);
});

test("after an update of the server the open page says that it is the older one @desktop", async ({ as }) => {
  const renata = await as("renata");
  await renata.routeWebSocket(/\/ws$/, (page) => {
    const server = page.connectToServer();
    server.onMessage((text) => page.send(String(text).replace(/("hello","version":)\d+/, (_, head: string) => `${head}999`)));
  });
  await new TicketsPage(renata).open();
  const strip = renata.getByRole("status").filter({ hasText: "O Balcão foi atualizado." });
  await expect(strip).toBeVisible();
  await expectNoViolationsInBothThemes(renata);
  await renata.unrouteAll();
  await strip.getByRole("button", { name: "Recarregar" }).click();
  await expect(renata).toHaveURL(/\/tickets|\/$/);
});

test("after a restart of the server the page catches up by itself @desktop", async ({ as, consoleGuard, desk, records }) => {
  // The socket is refused while nobody listens.
  consoleGuard.allow(/WebSocket connection to .*\/ws/);
  consoleGuard.allow(/ERR_CONNECTION_REFUSED/);
  const { id } = await records.ticket();
  const renata = await as("renata");
  const ticket = new TicketPage(renata);
  await ticket.open(id);
  await desk.restart();
  await records.changeStatus(id, "waiting");
  await expect(ticket.status).toHaveText("Aguardando", { timeout: 15_000 });
  await expect(renata.getByText("Sem conexão", { exact: false })).toBeHidden({ timeout: 15_000 });
});
