// The page of one ticket: editing, options of the seed, notes, hand-over, ties to others, history.
import {
  expect,
  expectNoSidewaysScroll,
  expectNoViolationsInBothThemes,
  test,
  unique,
} from "../support/test";
import { TicketPage } from "../support/pages/ticket.page";
import { TicketsPage } from "../support/pages/tickets.page";

test("an edit is saved and told field by field in the history", async ({ as, consoleGuard, records }) => {
  consoleGuard.allow(/status of 422.*tickets\/edit/);
  const { id, subject, requester } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id);
  await expect(ticket.save).toBeDisabled();
  await ticket.field("Assunto").fill(`${subject} (urgente)`);
  await ticket.field("Valor do serviço").fill("49,90");
  await ticket.field("Contador").selectOption({ label: "Helena Prado" });
  await ticket.field("Descrição").fill("Duas linhas\nde descrição");
  await expectNoViolationsInBothThemes(page);
  await ticket.save.click();
  await ticket.acts.expectToast("Atendimento salvo.");
  await expect(ticket.heading).toHaveText(`${subject} (urgente)`);
  await expect(ticket.save).toBeDisabled();

  await ticket.tab("Histórico").click();
  const line = (what: string) => ticket.panel.getByRole("row").filter({ hasText: "Renata Queiroz" }).filter({ hasText: what });
  await expect(line(subject).filter({ hasText: "Assunto" })).toContainText(`${subject} (urgente)`);
  await expect(line("Valor")).toContainText(/35,00.*49,90/);
  await expect(line("Contador")).toContainText("Helena Prado");
  await expect(line("Descrição")).toContainText("Duas linhas");
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);

  // What cannot be saved stays typed, with the reason at its field.
  await ticket.tab("Atendimento").click();
  await ticket.field("Assunto").fill("");
  await ticket.save.click();
  await expect(ticket.field("Assunto")).toHaveAccessibleDescription(/Preencha este campo\./);
  await ticket.panel.getByRole("button", { name: "Descartar" }).click();
  await expect(ticket.field("Assunto")).toHaveValue(`${subject} (urgente)`);
  const facts = await ticket.showFacts();
  await expect(facts.getByRole("link", { name: requester.name })).toHaveAttribute("href", `/people/${requester.id}`);
  await expectNoViolationsInBothThemes(page);
});

test("Notificar reminds once by mail, and is grey after the first edit", async ({ as, mail, records }) => {
  const page = await as("bianca");
  const ticket = new TicketPage(page);
  const first = await records.ticket();
  await ticket.open(first.id);
  await ticket.choose("Notificar");
  await ticket.acts.expectToast("Lembrete para Renata Queiroz.");
  const reminder = await mail.messageTo("renata@balcao.demo", { subject: new RegExp(`#${first.id}`) });
  expect(reminder.text).toContain("Bianca Toledo lembra você");
  expect(reminder.text).toContain(`/tickets/${first.id}`);
  const option = await ticket.option("Notificar");
  await expect(option).toHaveAttribute("aria-disabled", "true");
  await expect(option).toContainText("Responsável já lembrado");
  await page.keyboard.press("Escape");

  const second = await records.ticket();
  await ticket.open(second.id);
  await expect(await ticket.option("Notificar")).not.toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await ticket.field("Descrição").fill("Agora com descrição.");
  await ticket.save.click();
  await ticket.acts.expectToast("Atendimento salvo.");
  await expect(await ticket.option("Notificar")).toHaveAttribute("aria-disabled", "true");
  await expect(await ticket.option("Notificar")).toContainText("O atendimento já foi movimentado.");

  const nobodys = await records.ticket({ assignee: null });
  await ticket.open(nobodys.id);
  await expect(await ticket.option("Notificar")).toContainText("O atendimento não tem responsável.");
  await expectNoViolationsInBothThemes(page);
});

test("in the grid the bell of a new ticket reminds, and is grey after any movement @desktop", async ({ as, records }) => {
  const requester = await records.person();
  const { id, subject } = await records.ticket({ requester });
  const page = await as("bianca");
  const list = new TicketsPage(page);
  await list.openOf(requester);
  await expect(list.row(subject)).toContainText("Novo");
  await list.option("Notificar", id).click();
  await list.acts.expectToast("Lembrete para Renata Queiroz.");
  await list.changeStatus(id, "Analisando");
  await list.expectStatus(id, "Analisando");
  await expect(list.option("Notificar", id)).toHaveAttribute("aria-disabled", "true");
  await expect(list.option("Notificar", id)).toHaveAccessibleName(/O atendimento já foi movimentado\./);
  await expect(list.row(subject)).not.toContainText("Novo");
});

test("Reabrir: only what is closed, and the requester is told", async ({ as, mail, records }) => {
  const { id, requester } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id);
  await expect(await ticket.option("Reabrir")).toContainText("O atendimento já está aberto.");
  await page.keyboard.press("Escape");
  await ticket.changeStatus("Finalizado");
  await ticket.acts.expectChanged("Finalizado");
  await ticket.expectStatus("Finalizado");
  await ticket.choose("Reabrir");
  await ticket.acts.expectChanged("Reaberto");
  await ticket.acts.expectSentTo(requester.email);
  await ticket.expectStatus("Reaberto");
  const message = await mail.messageTo(requester.email, { subject: /Reaberto/ });
  expect(message.text).toContain("de Finalizado para Reaberto");
});

test("Reabrir, Editar and Movimentar from the grid @desktop", async ({ as, records }) => {
  const requester = await records.person();
  const { id, subject } = await records.ticket({ requester });
  await records.changeStatus(id, "finished");
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.openOf(requester);
  await list.option("Reabrir", id).click();
  await list.acts.expectChanged("Reaberto");
  await list.expectStatus(id, "Reaberto");
  await list.option("Movimentar", id).click();
  await list.acts.moveTo("Marlon Farias", "Fica com o plantão");
  await list.acts.expectToast("Movimentado para Marlon Farias.");
  await expect(list.row(subject)).toContainText("Marlon F.");
  await list.option("Editar", id).click();
  await expect(page).toHaveURL(new RegExp(`/tickets/${id}\\?tab=details$`));
  await expect(new TicketPage(page).field("Assunto")).toHaveValue(subject);
});

test("a movement needs a note; the tab Movimentação shows who, to whom and why", async ({ as, records }) => {
  const { id } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id);
  await ticket.choose("Movimentar");
  const dialog = ticket.acts.moving;
  await expect(dialog).toHaveAccessibleName(`Movimentar #${id}`);
  await dialog.getByLabel(/^Novo responsável/).selectOption({ label: "Débora Siqueira" });
  await dialog.getByRole("button", { name: "Movimentar" }).click();
  const note = dialog.getByLabel(/^Motivo da movimentação/);
  await expect(note).toHaveAccessibleDescription("Informe o motivo da movimentação.");
  await expect(note).toBeFocused();
  await expectNoViolationsInBothThemes(page);
  await ticket.acts.moveTo("Débora Siqueira", "Cliente pediu por ela");
  await ticket.acts.expectToast("Movimentado para Débora Siqueira.");
  await ticket.tab("Movimentação").click();
  const line = ticket.panel.getByRole("listitem");
  await expect(line).toContainText("Renata Queiroz");
  await expect(line).toContainText("Débora Siqueira");
  await expect(line).toContainText("Cliente pediu por ela");
  await expect(ticket.tab("Movimentação")).toHaveText("Movimentação1");
  await expectNoViolationsInBothThemes(page);
});

test("an internal note: a draft on the server until it is added, then only for the team", async ({ as, mail, records }) => {
  const { id, requester } = await records.ticket();
  const page = await as("sofia");
  const ticket = new TicketPage(page);
  await ticket.open(id, "notes");
  await expect(ticket.panel.getByText("Nenhuma nota interna.")).toBeVisible();
  await ticket.addNote.click();
  await expect(ticket.note).toHaveAccessibleDescription(/Preencha este campo\./);
  const text = unique("Liga sempre depois das 18h");
  await ticket.note.fill(text);
  await expect(ticket.panel.getByText(/^Rascunho salvo/)).toBeVisible();
  await page.reload();
  await expect(ticket.note).toHaveValue(text);
  await ticket.addNote.click();
  const note = ticket.panel.getByRole("listitem").filter({ hasText: text });
  await expect(note).toContainText("Nota interna de Sofia Antunes");
  await expect(ticket.note).toHaveValue("");
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);
  expect(mail.countTo(requester.email)).toBe(0);
});

test("linked both ways and untied again; merged into the other, which stays", async ({ as, consoleGuard, records }) => {
  consoleGuard.allow(/status of 422.*tickets\/link/);
  const requester = await records.person();
  const [one, other] = [await records.ticket({ requester }), await records.ticket({ requester })];
  const page = await as("renata");
  const ticket = new TicketPage(page);
  const link = page.getByRole("dialog", { name: `Ligar #${one.id} a outro atendimento` });
  await ticket.open(one.id);
  await ticket.choose("Ligar a outro");
  await link.getByLabel(/^Número do outro atendimento/).fill(String(one.id));
  await link.getByRole("button", { name: "Ligar a outro" }).click();
  await expect(link.getByText("Escolha outro atendimento.")).toBeVisible();
  await link.getByLabel(/^Número do outro atendimento/).fill(`#${other.id}`);
  await link.getByRole("button", { name: "Ligar a outro" }).click();
  await expect(link).toBeHidden();
  await ticket.showFacts();
  await expect(ticket.facts.getByRole("link", { name: `#${other.id} ${other.subject}` })).toBeVisible();
  await ticket.facts.getByRole("button", { name: `Desfazer ligação #${other.id}` }).click();
  await expect(ticket.facts.getByRole("link", { name: `#${other.id} ${other.subject}` })).toBeHidden();

  await ticket.open(one.id);
  await ticket.choose("Unir a outro");
  const merge = page.getByRole("dialog", { name: `Unir #${one.id} a outro atendimento` });
  await merge.getByLabel(/^Número do atendimento que fica/).fill(String(other.id));
  await expectNoViolationsInBothThemes(page);
  await merge.getByRole("button", { name: "Unir a outro" }).click();
  await expect(merge).toBeHidden();
  await ticket.expectStatus("Finalizado");
  await expect(await ticket.option("Reabrir")).toContainText(`Este atendimento foi unido ao #${other.id}.`);
  await page.keyboard.press("Escape");
  await ticket.showFacts();
  await ticket.facts.getByRole("link", { name: `Unido ao #${other.id}` }).click();
  await expect(ticket.heading).toHaveText(other.subject);
});

test("a part is split off into a ticket of its own; both pages point to each other", async ({ as, consoleGuard, records }) => {
  consoleGuard.allow(/status of 409.*tickets\/split/);
  const { id, requester } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id);
  await ticket.choose("Dividir atendimento");
  const split = ticket.splitting(id);
  const send = split.getByRole("button", { name: "Dividir atendimento" });
  await expect(split.getByText("As mensagens do chat ficam neste atendimento.")).toBeVisible();
  await send.click();
  await expect(split.getByLabel(/^Assunto/)).toHaveAccessibleDescription(/Preencha este campo\./);
  await expect(split.getByLabel(/^Assunto/)).toBeFocused();
  await expectNoViolationsInBothThemes(page);
  const subject = unique("Alterar endereço");
  await split.getByLabel(/^Assunto/).fill(subject);
  await split.getByLabel(/^O que sai deste atendimento/).fill("Mudou de rua em março.");

  // Somebody was faster: the refusal takes nothing away, and once the page has caught up the same text is sent.
  await page.route(/tickets\/split$/, async (route) => {
    await records.changeStatus(id, "waiting");
    await route.continue();
  }, { times: 1 });
  await send.click();
  await expect(split.getByText(/^Outra pessoa alterou este registro\./)).toBeVisible();
  await expect(split.getByLabel(/^Assunto/)).toHaveValue(subject);
  await expect(async () => {
    if (await split.isVisible()) await send.click();
    await expect(split).toBeHidden({ timeout: 2_000 });
  }).toPass();

  const notice = page.getByRole("status").filter({ hasText: /^Atendimento #\d+ aberto\. Protocolo/ });
  await expect(notice).toBeVisible();
  await expectNoViolationsInBothThemes(page);
  const open = notice.getByRole("link", { name: /^Abrir #\d+$/ });
  const number = ((await open.textContent()) ?? "").replace(/\D/g, "");
  await ticket.showFacts();
  await expect(ticket.facts.getByRole("listitem").filter({ hasText: subject })).toContainText(`Dividido em #${number}`);
  await ticket.open(id, "history");
  await expect(ticket.panel.getByText(`Dividido em #${number}`)).toBeVisible();

  await ticket.open(number);
  await expect(ticket.heading).toHaveText(subject);
  await ticket.expectStatus("Aberto");
  await expect(ticket.field("Descrição")).toHaveValue("Mudou de rua em março.");
  await ticket.showFacts();
  await expect(ticket.facts.getByRole("link", { name: requester.name })).toBeVisible();
  await expect(ticket.facts.getByRole("listitem").filter({ has: page.getByRole("link") })).toContainText(`Dividido de #${id}`);
});

test("tabs by arrows and by Alt and a digit, the address follows @desktop", async ({ as, records }) => {
  const { id } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id);
  await ticket.tab("Atendimento").focus();
  await page.keyboard.press("ArrowRight");
  await expect(ticket.tab("Chat")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(ticket.tab("Arquivos")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(ticket.tab("Notas internas")).toBeFocused();
  // Manual activation: arrows only move.
  await expect(ticket.tab("Atendimento")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(ticket.tab("Notas internas")).toHaveAttribute("aria-selected", "true");
  await expect(page).toHaveURL(/tab=notes$/);
  await page.keyboard.press("Alt+5");
  await expect(ticket.tab("Movimentação")).toHaveAttribute("aria-selected", "true");
  await expect(page).toHaveURL(/tab=movements$/);
  await ticket.open(id, "history");
  await expect(ticket.tab("Histórico")).toHaveAttribute("aria-selected", "true");
});
