// The grid of tickets: columns of the seed, filters and order in the address, views with their counts.
import {
  expect,
  expectNoSidewaysScroll,
  expectNoViolationsInBothThemes,
  test,
  unique,
} from "../support/test";
import { exportedCsv } from "../support/export";
import { TicketPage } from "../support/pages/ticket.page";
import { TicketsPage } from "../support/pages/tickets.page";

test("the grid has the columns of the seed and the five options in each row @desktop", async ({ as, records }) => {
  const linked = await records.ticket({ requester: await records.requester() });
  const unlinked = await records.ticket();
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.open("?view=all");
  const heads = list.grid.getByRole("columnheader");
  await expect(heads).toHaveText([
    "Selecionar todos desta página",
    "Opções",
    "Solicitante",
    "Assunto",
    "Responsável",
    "Abertura",
    "Atualizado",
    "Valor (R$)",
    "Serviço",
    "Status",
  ]);
  for (const option of ["Reabrir", "Notificar", "Editar", "Mensagem", "Movimentar"] as const) {
    await expect(list.option(option, linked.id), option).toBeVisible();
  }
  // Where the requester has no user the option is grey and says why.
  await expect(list.option("Mensagem", linked.id)).toHaveAttribute("href", `/tickets/${linked.id}?tab=chat`);
  await expect(list.option("Mensagem", unlinked.id)).toHaveAccessibleName(/não está vinculado ao chat/);
  await expect(list.option("Mensagem", unlinked.id)).toHaveAttribute("aria-disabled", "true");
});

test("the first rows come with the page, before any program @smoke", async ({ newPage, sessions, records }) => {
  const { subject } = await records.ticket();
  const page = await newPage({ javaScriptEnabled: false });
  await page.context().addCookies([await sessions.cookie("renata")]);
  await page.goto("/tickets");
  const list = new TicketsPage(page);
  await expect(list.row(subject)).toBeVisible();
  await expect(list.view("Em andamento")).toHaveAttribute("aria-current", "true");
});

test("filter by status: a chip, and the address keeps it; the chip's cross takes it away @smoke", async ({ as }) => {
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.open("?view=all");
  await list.filter((editor) => editor.getByRole("checkbox", { name: "Aguardando" }).check());
  await expect(page).toHaveURL(/[?&]status=waiting(&|$)/);
  await expect(list.chip("Status: Aguardando")).toBeVisible();
  const statuses = list.grid.getByRole("button", { name: /Mudar status do atendimento/ });
  await expect.poll(async () => new Set(await statuses.allTextContents())).toEqual(new Set(["Aguardando"]));
  // A reload, or a bookmark, is the same list.
  await page.reload();
  await expect(list.chip("Status: Aguardando")).toBeVisible();
  await list.removeChip("Status: Aguardando").click();
  await expect(page).not.toHaveURL(/status=/);
  await expect(list.chip("Status: Aguardando")).toBeHidden();
  await expect.poll(async () => new Set(await statuses.allTextContents()).size).toBeGreaterThan(1);
});

test("search finds words without their accents, and says when there is nothing", async ({ as, records }) => {
  const { subject } = await records.ticket({ subject: unique("Instalação elétrica da recepção") });
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.open("?view=all");
  await list.search.fill(subject.replace("Instalação elétrica da recepção", "INSTALACAO eletrica recepcao"));
  await expect(list.subject(subject)).toBeVisible();
  await expect(list.rows).toHaveCount(1);
  await expect(page).toHaveURL(/[?&]q=/);
  await list.search.fill(unique("nenhum assim"));
  await expect(page.getByRole("heading", { name: "Nada com esses filtros" })).toBeVisible();
  await page.getByRole("link", { name: "Limpar" }).first().click();
  await expect(page).toHaveURL(/view=all/);
  await expect(list.rows.first()).toBeVisible();
});

test("a click on a column sorts by it, a second one turns the order @wide", async ({ as, records }) => {
  const requester = await records.person();
  for (const value of ["10,00", "1.250,00", "99,90"]) await records.ticket({ requester, value });
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.openOf(requester);
  const column = list.grid.getByRole("columnheader", { name: "Valor" });
  const values = () => list.rows.locator("td.num").allTextContents();
  await column.getByRole("link").click();
  await expect(column).toHaveAttribute("aria-sort", "descending");
  await expect.poll(values).toEqual(["1.250,00", "99,90", "10,00"]);
  await column.getByRole("link").click();
  await expect(column).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(values).toEqual(["10,00", "99,90", "1.250,00"]);
  await expect(page).toHaveURL(/sort=value&dir=asc/);
});

test("pages forward and back, and the browser's back restores the page after a ticket", async ({ as }) => {
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.open("?view=all&size=25");
  const first = await list.rows.getByRole("link").first().textContent();
  await expect(list.pager).toContainText("1–25");
  await list.pager.getByRole("link", { name: "Próxima página" }).click();
  await expect(list.pager).toContainText("26–50");
  await list.pager.getByRole("link", { name: "Próxima página" }).click();
  await expect(list.pager).toContainText("51–75");
  await list.pager.getByRole("link", { name: "Página anterior" }).click();
  await expect(list.pager).toContainText("26–50");

  const opened = list.rows.first().locator("a.cellmain");
  const subject = (await opened.textContent()) ?? "";
  await opened.click();
  await expect(new TicketPage(page).heading).toHaveText(subject);
  await page.goBack();
  await expect(list.pager).toContainText("26–50");
  await expect(list.subject(subject).first()).toBeVisible();
  await list.pager.getByRole("link", { name: "Primeira página" }).click();
  await expect(list.pager).toContainText("1–25");
  await expect(list.rows.getByRole("link").first()).toHaveText(first ?? "");
});

test("a filter saved as a view has a tab with its count, which follows; deleting takes it away", async ({
  as,
  records,
}) => {
  const requester = await records.person();
  for (let count = 0; count < 2; count += 1) await records.ticket({ requester });
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.openOf(requester);
  await expect(list.chip(`Solicitante: ${requester.name}`)).toBeVisible();
  const name = unique("Visão");
  await page.getByRole("button", { name: "Salvar visão" }).click();
  const dialog = page.getByRole("dialog", { name: "Salvar visão" });
  await dialog.getByLabel(/^Nome da visão/).fill(name);
  await dialog.getByRole("button", { name: "Salvar" }).click();
  await list.acts.expectToast(`Visão “${name}” salva.`);
  await expect(list.view(name)).toHaveText(`${name}2`);
  await expect(list.view(name)).toHaveAttribute("aria-current", "true");

  await records.ticket({ requester });
  await expect(list.view(name)).toHaveText(`${name}3`);

  await page.getByRole("button", { name: "Excluir visão" }).click();
  const question = page.getByRole("dialog", { name: "Excluir visão" });
  await expect(question.getByText(`Excluir a visão “${name}”?`)).toBeVisible();
  await question.getByRole("button", { name: "Excluir visão" }).click();
  await expect(list.view(name)).toBeHidden();
  await expect(list.rows.first()).toBeVisible();
});

test("the CSV of a filter is for supervisors @desktop", async ({ as, records }) => {
  const requester = await records.person();
  const { subject } = await records.ticket({ requester });
  const sofia = await as("sofia");
  await new TicketsPage(sofia).openOf(requester);
  const file = await exportedCsv(sofia);
  expect(file.name).toBe("atendimentos.csv");
  expect(file.text).toContain(subject);

  const renata = await as("renata");
  await new TicketsPage(renata).openOf(requester);
  await expect(renata.getByRole("link", { name: "Exportar CSV" })).toHaveCount(0);
});

test("axe finds nothing in the grid, its filters and an empty list, and nothing scrolls sideways", async ({ as, records }) => {
  // Rows of every kind; axe looks at each cell, so not fifty of them.
  const requester = await records.person();
  const tickets = [];
  for (const _ of [1, 2, 3, 4]) tickets.push(await records.ticket({ requester, assignee: null }));
  await records.changeStatus(tickets[0]!.id, "waiting");
  await records.changeStatus(tickets[1]!.id, "finished");
  await records.merge(tickets[2]!.id, tickets[3]!.id);
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.openOf(requester);
  await expect(list.rows).toHaveCount(4);
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "Filtro", exact: true }).click();
  await expect(page.locator("#ticket-filters")).toBeVisible();
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);
  await list.open("?q=nadacomestenome");
  await expectNoViolationsInBothThemes(page);
});

test("fifty rows of the demo scroll inside their frame, never the page", async ({ as }) => {
  const page = await as("renata");
  await new TicketsPage(page).open("?view=all");
  await expectNoSidewaysScroll(page);
});
