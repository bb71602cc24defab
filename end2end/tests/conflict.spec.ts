// Two people edit one ticket: whoever saves second sees both versions and chooses, and nothing typed is lost.
import {
  expect,
  expectNoSidewaysScroll,
  expectNoViolationsInBothThemes,
  test,
} from "../support/test";
import { TicketPage } from "../support/pages/ticket.page";

test("both versions side by side, a choice for each field, then saved @smoke", async ({ as, consoleGuard, records }) => {
  consoleGuard.allow(/status of 409.*tickets\/edit/);
  const { id, subject } = await records.ticket();
  const renata = await as("renata");
  const bianca = await as("bianca");
  const hers = new TicketPage(bianca);
  const mine = new TicketPage(renata);
  await mine.open(id);
  await hers.open(id);

  await mine.field("Assunto").fill(`${subject}, versão da Renata`);
  await mine.field("Descrição").fill("Escrito pela Renata");
  await mine.field("Valor do serviço").fill("70,00");
  await hers.field("Assunto").fill(`${subject}, versão da Bianca`);
  await hers.field("Valor do serviço").fill("80,00");
  await hers.save.click();
  await hers.acts.expectToast("Atendimento salvo.");
  // The heading follows; what is being typed stays.
  await expect(mine.heading).toHaveText(`${subject}, versão da Bianca`);
  await expect(mine.field("Assunto")).toHaveValue(`${subject}, versão da Renata`);

  await mine.save.click();
  const dialog = mine.conflict;
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText(/Bianca Toledo salvou \d\d:\d\d, enquanto você editava/);
  const row = (field: string) => dialog.getByRole("row").filter({ has: renata.getByRole("rowheader", { name: field, exact: true }) });
  await expect(row("Assunto")).toContainText(`${subject}, versão da Bianca`);
  await expect(row("Assunto")).toContainText(`${subject}, versão da Renata`);
  await expect(row("Valor")).toContainText("80,00");
  await expect(row("Valor")).toContainText("70,00");
  await expect(row("Descrição")).toContainText("Escrito pela Renata");
  await expectNoViolationsInBothThemes(renata);
  await expectNoSidewaysScroll(renata);

  // Hers for the subject; mine, which is proposed, for the others.
  await row("Assunto").getByRole("radio").first().check();
  await dialog.getByRole("button", { name: "Salvar o escolhido" }).click();
  await mine.acts.expectToast("Atendimento salvo.");
  await expect(dialog).toBeHidden();
  await expect(mine.field("Assunto")).toHaveValue(`${subject}, versão da Bianca`);
  await expect(mine.field("Valor do serviço")).toHaveValue("70,00");
  await expect(mine.field("Descrição")).toHaveValue("Escrito pela Renata");
  await expect(mine.save).toBeDisabled();
  // And the other one, who types nothing, sees it at once.
  await expect(hers.field("Valor do serviço")).toHaveValue("70,00");
});

test("closing the comparison keeps what was typed; the saved version can be taken whole @desktop", async ({
  as,
  consoleGuard,
  records,
}) => {
  consoleGuard.allow(/status of 409.*tickets\/edit/);
  const { id, subject } = await records.ticket();
  const renata = await as("renata");
  const bianca = await as("bianca");
  const [mine, hers] = [new TicketPage(renata), new TicketPage(bianca)];
  await mine.open(id);
  await mine.field("Assunto").fill("Só da Renata");
  await hers.open(id);
  await hers.field("Assunto").fill(`${subject} corrigido`);
  await hers.save.click();
  await hers.acts.expectToast("Atendimento salvo.");

  await mine.save.click();
  await expect(mine.conflict).toBeVisible();
  await renata.keyboard.press("Escape");
  await expect(mine.conflict).toBeHidden();
  await expect(mine.field("Assunto")).toHaveValue("Só da Renata");
  // Still not saved over hers.
  await mine.save.click();
  await expect(mine.conflict).toBeVisible();
  await mine.conflict.getByRole("button", { name: "Versão salva" }).click();
  await expect(mine.conflict).toBeHidden();
  await expect(mine.field("Assunto")).toHaveValue(`${subject} corrigido`);
  await expect(mine.save).toBeDisabled();
});

test("choices are compared by their names, never by a number @desktop", async ({ as, consoleGuard, records }) => {
  consoleGuard.allow(/status of 409.*tickets\/edit/);
  const { id, subject } = await records.ticket();
  const [mine, hers] = [new TicketPage(await as("renata")), new TicketPage(await as("bianca"))];
  await mine.open(id);
  await hers.open(id);
  const names = await mine.field("Serviço").locator("option").allTextContents();
  const chosen = await mine.field("Serviço").evaluate((select: HTMLSelectElement) => select.selectedIndex);
  const other = names.findIndex((name, at) => at !== chosen && name.trim() !== "" && !name.includes("Escolha"));
  await mine.field("Serviço").selectOption({ index: other });
  await hers.field("Assunto").fill(`${subject} corrigido`);
  await hers.save.click();
  await hers.acts.expectToast("Atendimento salvo.");

  await mine.save.click();
  const row = mine.conflict.getByRole("row").filter({ hasText: "Serviço" });
  await expect(row).toBeVisible();
  const cells = await row.getByRole("cell").allTextContents();
  expect(cells.map((text) => text.trim())).toEqual([names[chosen]?.trim(), names[other]?.trim()]);
});

test("saved again after a lost answer, a ticket is not compared with itself @desktop", async ({
  as,
  consoleGuard,
  records,
}) => {
  consoleGuard.allow(/Failed to load resource/);
  const { id, subject } = await records.ticket();
  const renata = await as("renata");
  const ticket = new TicketPage(renata);
  // Without live changes, as on a bad network: the page does not learn from them that its save arrived.
  await renata.routeWebSocket(/\/ws$/, (socket) => void socket.close());
  await ticket.open(id);
  await ticket.field("Assunto").fill(`${subject}, enviado duas vezes`);
  await renata.route("**/api/tickets/edit*", async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await ticket.save.click();
  await expect(ticket.panel.getByText("Sem conexão com o servidor.").first()).toBeVisible();
  await ticket.save.click();
  await ticket.acts.expectToast("Atendimento salvo.");
  await expect(ticket.conflict).toBeHidden();
  await expect(ticket.save).toBeDisabled();
});

test("a status changed meanwhile: the act is refused, the row shows what is true @desktop", async ({
  as,
  consoleGuard,
  records,
}) => {
  consoleGuard.allow(/status of 409/);
  const { id } = await records.ticket();
  const renata = await as("renata");
  const ticket = new TicketPage(renata);
  await ticket.open(id);
  // Cut off from live changes, as on a bad network, Renata does not see what Bianca does.
  await renata.routeWebSocket(/\/ws$/, (socket) => void socket.close());
  await renata.reload();
  await ticket.expectStatus("Aberto");
  await ticket.status.click();
  await expect(ticket.acts.menu).toBeVisible();
  await records.changeStatus(id, "waiting");
  await ticket.acts.choose("Finalizado");
  await ticket.acts.expectToast("Outra pessoa alterou este registro.");
  await ticket.expectStatus("Aguardando");
});
