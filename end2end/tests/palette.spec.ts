// The command palette: one box that finds people, tickets, contracts, screens and acts.
import {
  expect,
  expectNoSidewaysScroll,
  expectNoViolationsInBothThemes,
  formattedCpf,
  freshCpf,
  hydrated,
  test,
  unique,
} from "../support/test";
import { Palette } from "../support/pages/palette.page";
import { TicketPage } from "../support/pages/ticket.page";
import { TicketsPage } from "../support/pages/tickets.page";

test("a ticket by its number, by keyboard alone @desktop", async ({ as, records }) => {
  const { id, subject } = await records.ticket();
  const renata = await as("renata");
  await new TicketsPage(renata).open();
  const palette = new Palette(renata);
  await palette.open();
  await renata.keyboard.type(`#${id}`);
  await expect(palette.option(subject)).toBeVisible();
  await renata.keyboard.press("Enter");
  await expect(renata).toHaveURL(new RegExp(`/tickets/${id}$`));
  await expect(new TicketPage(renata).heading).toHaveText(subject);
  // Enter faster than the answer: it waits for it.
  await palette.open();
  await renata.keyboard.type("48231");
  await renata.keyboard.press("Enter");
  await expect(renata).toHaveURL(/\/tickets\/48231$/);
});

test("a person by CPF, and by name without accents", async ({ as, records }) => {
  const cpf = freshCpf();
  const person = await records.person({ name: unique("Conceição Araújo"), email: "conceicao@correio.example", cpf });
  const renata = await as("renata");
  await new TicketsPage(renata).open();
  const palette = new Palette(renata);
  await palette.openByButton();
  for (const typed of [formattedCpf(cpf), cpf, person.name.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")]) {
    await palette.search.fill(typed);
    await expect(palette.option(person.name).first(), typed).toBeVisible();
  }
  // Only part of the number is shown in a list.
  await expect(palette.option(person.name).first()).not.toContainText(formattedCpf(cpf));
  await palette.option(person.name).first().click();
  await expect(renata).toHaveURL(new RegExp(`/people/${person.id}$`));
});

test("a contract by its number, by its holder and by CPF", async ({ as, records }) => {
  const { number, holder, cpf } = await records.contract();
  const renata = await as("renata");
  await new TicketsPage(renata).open();
  const palette = new Palette(renata);
  await palette.openByButton();
  const contract = palette.option(`${number} · ${holder}`);
  for (const typed of [holder.toLowerCase(), formattedCpf(cpf), String(number)]) {
    await palette.search.fill(typed);
    await expect(contract, typed).toContainText("Bloqueio automático · Fibra 600 Mega");
  }
  await expect(contract).not.toContainText(formattedCpf(cpf));
  await expectNoSidewaysScroll(renata);
  // Nothing but its number was typed: it is the first line.
  await palette.search.press("Enter");
  await expect(renata).toHaveURL(new RegExp(`/contracts/${number}$`));
  await expect(renata.getByRole("heading", { name: holder })).toBeVisible();
});

test("to a screen; what one may not open is not offered", async ({ as }) => {
  const admin = await as("admin");
  await new TicketsPage(admin).open();
  await new Palette(admin).openByButton();
  await new Palette(admin).choose("parametros", "Parâmetros");
  await expect(admin).toHaveURL(/\/settings\/general/);

  const renata = await as("renata");
  await new TicketsPage(renata).open();
  const palette = new Palette(renata);
  await palette.openByButton();
  await palette.search.fill("parametros");
  await expect(palette.dialog.getByText("Nada encontrado.")).toBeVisible();
  await palette.search.fill(">novo");
  await palette.option("Novo atendimento").click();
  await expect(renata).toHaveURL(/\/tickets\/new$/);
});

test("axe finds nothing and nothing scrolls sideways, with results open", async ({ as }) => {
  const renata = await as("renata");
  await renata.goto("/account");
  await hydrated(renata);
  const palette = new Palette(renata);
  await palette.openByButton();
  await palette.search.fill("marina salgado");
  await expect(palette.option("Marina Salgado").first()).toBeVisible();
  await expectNoViolationsInBothThemes(renata);
  await expectNoSidewaysScroll(renata);
});
