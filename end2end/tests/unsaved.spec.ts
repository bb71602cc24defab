// What is changed and not saved: it is there again after another tab, another page, a closed window, another device.
import { expect, expectNoViolationsInBothThemes, hydrated, test, unique } from "../support/test";
import { ContractsPage } from "../support/pages/contracts.page";
import { SettingsPage } from "../support/pages/settings.page";
import { TicketPage } from "../support/pages/ticket.page";

const RESTORED = "Rascunho recuperado.";

test("changes of a ticket survive tabs, pages, reloads and another device, until saved or discarded @desktop @smoke", async ({
  as,
  records,
}) => {
  const { id, subject } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id);
  await ticket.field("Assunto").fill(`${subject} mudado`);
  await ticket.field("Descrição").fill("Ainda sem fim");
  // Faster than any save.
  await ticket.tab("Histórico").click();
  await ticket.tab("Atendimento").click();
  await expect(ticket.field("Assunto")).toHaveValue(`${subject} mudado`);
  await expect(ticket.panel.getByText(RESTORED)).toBeVisible();
  await expect(ticket.save).toBeEnabled();
  await expectNoViolationsInBothThemes(page);

  await page.getByRole("link", { name: "Pessoas" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Pessoas" })).toBeVisible();
  await ticket.open(id);
  await expect(ticket.field("Descrição")).toHaveValue("Ainda sem fim");
  // The window is closed right after the last key.
  await ticket.field("Descrição").fill("Ainda sem fim nem meio");
  await page.goto("about:blank");
  const device = await as("renata");
  const there = new TicketPage(device);
  await there.open(id);
  await expect(there.field("Descrição")).toHaveValue("Ainda sem fim nem meio");

  await there.save.click();
  await there.acts.expectToast("Atendimento salvo.");
  await ticket.open(id);
  await expect(ticket.field("Descrição")).toHaveValue("Ainda sem fim nem meio");
  await expect(ticket.panel.getByText(RESTORED)).toBeHidden();
  await expect(ticket.save).toBeDisabled();

  await ticket.field("Assunto").fill("Nunca salvo");
  await expect(ticket.draftMark).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(ticket.field("Assunto")).toHaveValue("Nunca salvo");
  await ticket.panel.getByRole("button", { name: "Descartar" }).click();
  await expect(ticket.field("Assunto")).toHaveValue(`${subject} mudado`);
  await page.reload();
  await hydrated(page);
  await expect(ticket.save).toBeDisabled();
  await expect(ticket.field("Assunto")).toHaveValue(`${subject} mudado`);
});

test("changes kept over a newer version meet it in the comparison @desktop", async ({ as, consoleGuard, records }) => {
  consoleGuard.allow(/status of 409.*tickets\/edit/);
  const { id, subject } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id);
  await ticket.field("Assunto").fill(`${subject} de Renata`);
  await expect(ticket.draftMark).toBeVisible();
  await page.goto("about:blank");

  const hers = new TicketPage(await as("bianca"));
  await hers.open(id);
  await hers.field("Assunto").fill(`${subject} de Bianca`);
  await hers.save.click();
  await hers.acts.expectToast("Atendimento salvo.");

  await ticket.open(id);
  await expect(ticket.field("Assunto")).toHaveValue(`${subject} de Renata`);
  await ticket.save.click();
  await expect(ticket.conflict).toContainText(`${subject} de Bianca`);
  await expect(ticket.conflict).toContainText(`${subject} de Renata`);
  await ticket.conflict.getByRole("button", { name: "Versão salva" }).click();
  await expect(ticket.field("Assunto")).toHaveValue(`${subject} de Bianca`);
  await ticket.open(id);
  await expect(ticket.field("Assunto")).toHaveValue(`${subject} de Bianca`);
  await expect(ticket.panel.getByText(RESTORED)).toBeHidden();
});

test("without a connection the last words of a note wait in the page @desktop", async ({ as, consoleGuard, records }) => {
  consoleGuard.allow(/ERR_INTERNET_DISCONNECTED|Failed to load resource|WebSocket|net::/);
  const { id } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id, "notes");
  await page.context().setOffline(true);
  await ticket.note.fill("Escrito sem rede");
  await ticket.tab("Histórico").click();
  await ticket.tab("Notas internas").click();
  await expect(ticket.note).toHaveValue("Escrito sem rede");
  await ticket.tab("Histórico").click();
  await page.context().setOffline(false);
  const device = new TicketPage(await as("renata"));
  await expect(async () => {
    await device.open(id, "notes");
    await expect(device.note).toHaveValue("Escrito sem rede", { timeout: 1_000 });
  }).toPass({ timeout: 40_000 });
});

test("parameters survive another page, a closed window and another device; discarding ends them @desktop @smoke", async ({ as }) => {
  const page = await as("admin");
  const settings = new SettingsPage(page);
  await settings.open("/settings/general?tab=mail");
  const budget = page.locator("#mail-daily_budget");
  const before = await budget.inputValue();
  await budget.fill("37");
  await page.getByRole("link", { name: "Pessoas" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Pessoas" })).toBeVisible();
  await settings.open("/settings/general?tab=mail");
  await expect(budget).toHaveValue("37");
  await expect(settings.saveBar).toContainText(RESTORED);
  await expectNoViolationsInBothThemes(page);

  await page.getByRole("link", { name: "Empresa" }).click();
  await page.locator("#company-name").fill("Nome pela metade");
  await page.goto("about:blank");
  const device = await as("admin");
  const there = new SettingsPage(device);
  await there.open("/settings/general?tab=company");
  await expect(device.locator("#company-name")).toHaveValue("Nome pela metade");
  await there.saveBar.getByRole("button", { name: "Descartar" }).click();
  await expect(device.locator("#company-name")).not.toHaveValue("Nome pela metade");
  await device.getByRole("link", { name: "E-mail", exact: true }).click();
  await there.saveBar.getByRole("button", { name: "Descartar" }).click();
  await expect(there.saveBar).toBeHidden();
  await there.open("/settings/general?tab=mail");
  await expect(device.locator("#mail-daily_budget")).toHaveValue(before);
  await expect(there.saveBar).toBeHidden();
});

test("dialogs keep what was written in them: hand-over, reason, block of a contract, a service @desktop", async ({
  as,
  records,
}) => {
  const { id } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id);
  const note = ticket.acts.moving.getByLabel(/^Motivo da movimentação/);
  await page.keyboard.press("m");
  await ticket.acts.moving.getByLabel(/^Novo responsável/).selectOption({ label: "Bianca Toledo" });
  await note.fill("Ela já conhece o caso");
  await page.keyboard.press("Escape");
  await expect(ticket.acts.moving).toBeHidden();
  await page.keyboard.press("m");
  await expect(note).toHaveValue("Ela já conhece o caso");
  await expect(ticket.acts.moving.getByText(RESTORED)).toBeVisible();
  await ticket.acts.moving.getByRole("button", { name: "Movimentar" }).click();
  await expect(ticket.acts.moving).toBeHidden();
  await page.keyboard.press("m");
  await expect(ticket.acts.moving).toBeVisible();
  await expect(note).toHaveValue("");
  await page.keyboard.press("Escape");

  await ticket.changeStatus("Cancelado");
  await ticket.acts.reason.getByLabel(/^Motivo/).fill("Pedido em dobro");
  await page.goto("about:blank");
  await ticket.open(id);
  await ticket.changeStatus("Cancelado");
  await expect(ticket.acts.reason.getByLabel(/^Motivo/)).toHaveValue("Pedido em dobro");
  await ticket.acts.reason.getByRole("button", { name: "Mudar para Cancelado" }).click();
  await ticket.expectStatus("Cancelado");

  const contract = await records.contract();
  const sofia = await as("admin");
  const contracts = new ContractsPage(sofia);
  await contracts.openOf(contract.number);
  await contracts.openMenu(contract.number);
  await contracts.item(/^Desbloquear/).click();
  await contracts.dialog.getByLabel(/^Motivo/).fill("Pedido da empresa");
  await sofia.keyboard.press("Escape");
  await contracts.openMenu(contract.number);
  await contracts.item(/^Desbloquear/).click();
  await expect(contracts.dialog.getByLabel(/^Motivo/)).toHaveValue("Pedido da empresa");
  await contracts.dialog.getByRole("button", { name: "Descartar" }).click();
  await expect(contracts.dialog.getByLabel(/^Motivo/)).toHaveValue("");

  const admin = await as("admin");
  const settings = new SettingsPage(admin);
  await settings.open("/settings/services");
  await admin.getByRole("button", { name: "Novo serviço" }).click();
  const name = unique("Serviço pela metade");
  await settings.dialog.getByLabel(/^Nome/).fill(name);
  await admin.goto("about:blank");
  await settings.open("/settings/services");
  await admin.getByRole("button", { name: "Novo serviço" }).click();
  await expect(settings.dialog.getByLabel(/^Nome/)).toHaveValue(name);
  await settings.dialog.getByRole("button", { name: /^Salvar/ }).click();
  await expect(settings.row(name)).toBeVisible();
  await admin.getByRole("button", { name: "Novo serviço" }).click();
  await expect(settings.dialog.getByLabel(/^Nome/)).toHaveValue("");
});
