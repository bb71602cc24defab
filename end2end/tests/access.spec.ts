// What a role may not do is not offered, and what is not there is said.
import {
  expect,
  expectNoSidewaysScroll,
  expectNoViolationsInBothThemes,
  hydrated,
  test,
} from "../support/test";
import { TicketPage } from "../support/pages/ticket.page";
import { TicketsPage } from "../support/pages/tickets.page";

test("a viewer reads everything and is offered no act", async ({ as, records }) => {
  const requester = await records.person();
  const { id, subject } = await records.ticket({ requester });
  const page = await as("leitura");
  const list = new TicketsPage(page);
  await list.openOf(requester);
  await expect(list.subject(subject)).toBeVisible();
  await expect(page.getByRole("link", { name: "Adicionar" })).toHaveCount(0);
  await expect(list.status(id)).toHaveAttribute("aria-disabled", "true");
  // Refused, but it can be reached and read.
  await list.status(id).click({ force: true });
  await expect(list.acts.menu).toBeHidden();
  await list.heading.focus();
  for (const key of ["s", "m", "n", "Shift+R"]) await page.keyboard.press(key);
  await expect(list.acts.menu).toBeHidden();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expectNoViolationsInBothThemes(page);

  const ticket = new TicketPage(page);
  await ticket.open(id);
  await expect(ticket.field("Assunto")).toBeDisabled();
  await expect(ticket.save).toBeHidden();
  await expect(ticket.status).toHaveAttribute("aria-disabled", "true");
  for (const option of ["Reabrir", "Notificar", "Movimentar", "Ligar a outro", "Unir a outro", "Dividir atendimento"]) {
    await expect(await ticket.option(option), option).toHaveAttribute("aria-disabled", "true");
  }
  await page.keyboard.press("Escape");
  await ticket.tab("Notas internas").click();
  await expect(ticket.note).toHaveCount(0);
  await expectNoViolationsInBothThemes(page);
});

test("settings are for administrators: no entry, and the address is refused in words", async ({ as, consoleGuard }) => {
  consoleGuard.allow(/status of 403.*\/settings/);
  const page = await as("renata");
  await new TicketsPage(page).open();
  await expect(page.getByRole("link", { name: "Parâmetros" })).toHaveCount(0);
  const answer = await page.goto("/settings/general");
  expect(answer?.status()).toBe(403);
  await expect(page.getByRole("heading", { level: 1, name: "Sem permissão" })).toBeVisible();
  await expect(page.getByText("Você não tem permissão para isto.")).toBeVisible();
  await hydrated(page);
  await expectNoViolationsInBothThemes(page);
});

test("an unknown ticket number, and an address that leads nowhere, say so and lead back", async ({ as, consoleGuard }) => {
  consoleGuard.allow(/status of 404/);
  const page = await as("renata");
  for (const path of ["/tickets/99999999", "/tickets/abc", "/nao-existe"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: "Não encontrado" })).toBeVisible();
    await hydrated(page);
    await expectNoViolationsInBothThemes(page);
    await expectNoSidewaysScroll(page);
  }
  await page.getByRole("main").getByRole("link", { name: "Atendimentos" }).click();
  await expect(new TicketsPage(page).heading).toBeVisible();
});
