// A change of status gives two messages: the status, and the truth about the mail. The mail server is a real one.
import { expect, expectNoViolationsInBothThemes, hydrated, test } from "../support/test";
import { TicketPage } from "../support/pages/ticket.page";
import { TicketsPage } from "../support/pages/tickets.page";
import { STATUSES, type Status } from "../support/pages/acts.page";

test("both messages in the grid, and the mail arrives with number, statuses and link @smoke", async ({
  as,
  desk,
  mail,
  records,
}) => {
  const { id, subject, requester } = await records.ticket();
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.openOf(requester);
  await list.changeStatus(id, "Analisando");
  await list.acts.expectChanged("Analisando");
  await list.acts.expectSentTo(requester.email);
  await list.expectStatus(id, "Analisando");

  const message = await mail.messageTo(requester.email);
  expect(message.subject).toBe(`[#${id}] Analisando: ${subject}`);
  expect(message.text).toContain(`O atendimento #${id} (${subject}) mudou de Aberto para Analisando.`);
  expect(message.text).toContain(`${desk.url}/portal/tickets/${id}`);
  expect(message.text).toMatch(/Protocolo: \d{8}-\d{6}-\d/);
  expect(message.from?.value[0]?.address).toBe("atendimento@balcao.demo");
  // Automatic answers must not answer it (RFC 3834).
  expect(message.headers.get("auto-submitted")).toBe("auto-generated");
});

test("on the ticket's page too; the same status again does nothing and mails nobody", async ({ as, mail, records }) => {
  const { id, requester } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id);
  await ticket.changeStatus("Aguardando");
  await ticket.acts.expectChanged("Aguardando");
  await ticket.acts.expectSentTo(requester.email);
  await expectNoViolationsInBothThemes(page);
  const { version } = await records.row(id);

  await ticket.changeStatus("Aguardando");
  await expect(page.getByText("O status já era Aguardando.")).toBeVisible();
  expect((await records.row(id)).version).toBe(version);
  expect(mail.countTo(requester.email)).toBe(1);
});

test("mail server down: the status stays, the reason is told, Reenviar works once it is back @smoke", async ({
  as,
  mail,
  records,
}) => {
  const { id, subject, requester } = await records.ticket();
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.openOf(requester);
  await mail.behave("down");
  await list.changeStatus(id, "Finalizado");
  await list.acts.expectChanged("Finalizado");
  await list.acts.expectNotSent("o servidor de e-mail está fora do ar");
  await list.expectStatus(id, "Finalizado");
  await expect(list.row(subject).getByRole("img", { name: "E-mail não enviado" })).toBeVisible();
  await expectNoViolationsInBothThemes(page);

  // Still down: it says so again.
  await list.acts.resend.click();
  await list.acts.expectNotSent("o servidor de e-mail está fora do ar");

  await mail.behave("accept");
  await list.acts.resend.click();
  await list.acts.expectSentTo(requester.email);
  await expect(list.acts.resend).toBeHidden();
  await expect(list.row(subject).getByRole("img", { name: "E-mail não enviado" })).toBeHidden();
  const message = await mail.messageTo(requester.email);
  expect(message.subject).toBe(`[#${id}] Finalizado: ${subject}`);
  expect(mail.countTo(requester.email)).toBe(1);
});

for (const [mode, why] of [
  ["refuse", "o endereço foi recusado pelo servidor"],
  ["policy", "o servidor de e-mail recusou por regra própria, não pelo endereço (resposta 550)"],
  ["full", "caixa de entrada cheia"],
  ["slow", "o servidor de e-mail não respondeu a tempo"],
] as const) {
  test(`mail server ${mode}: the reason in words, the agent waits a few seconds at most @desktop`, async ({
    as,
    mail,
    records,
  }) => {
    const { id, requester } = await records.ticket();
    const page = await as("renata");
    const ticket = new TicketPage(page);
    await ticket.open(id);
    await mail.behave(mode);
    await ticket.changeStatus("Analisando");
    await expect(page.getByText("Status alterado para Analisando.")).toBeVisible({ timeout: 10_000 });
    await ticket.acts.expectNotSent(why);
    await ticket.expectStatus("Analisando");
    await mail.behave("accept");
    await ticket.acts.resend.click();
    await ticket.acts.expectSentTo(requester.email);
    // The history tells both fates.
    await ticket.tab("Histórico").click();
    await expect(ticket.panel.getByRole("row").filter({ hasText: `E-mail não enviado: ${why}` })).toBeVisible();
    await expect(ticket.panel.getByText("E-mail enviado", { exact: true })).toBeVisible();
  });
}

test("a server that breaks off after the text: no answer, and only a person sends it again", async ({ as, mail, records }) => {
  const { id, subject, requester } = await records.ticket();
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.openOf(requester);
  await mail.behave("silent");
  await list.changeStatus(id, "Analisando");
  await list.acts.expectChanged("Analisando");
  await list.acts.expectUnanswered(requester.email);
  await expect(list.row(subject).getByRole("img", { name: "E-mail sem resposta" })).toBeVisible();
  await expect(page.getByText("E-mail não enviado", { exact: true })).toHaveCount(0);
  await expectNoViolationsInBothThemes(page);
  await mail.behave("accept");
  await list.acts.resend.click();
  await list.acts.expectSentTo(requester.email);
  await expect(list.row(subject).getByRole("img", { name: "E-mail sem resposta" })).toBeHidden();
  expect(mail.countTo(requester.email)).toBe(2);

  const ticket = new TicketPage(page);
  await ticket.open(id);
  await ticket.tab("Histórico").click();
  await expect(ticket.panel.getByRole("row").filter({ hasText: "E-mail sem resposta: pode ter chegado" })).toBeVisible();
  await expect(ticket.panel.getByText("E-mail enviado", { exact: true })).toBeVisible();
});

test("a requester without e-mail: told at once, with the way to the record and nothing to send again", async ({
  as,
  records,
}) => {
  const person = await records.person({ email: "" });
  const { id } = await records.ticket({ requester: person });
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.openOf(person);
  await list.status(id).click();
  await expect(list.acts.menu.locator("..").getByText("Sem e-mail no cadastro: ninguém é avisado.")).toBeVisible();
  await list.acts.choose("Analisando");
  await list.acts.expectChanged("Analisando");
  await list.acts.expectNotSent("o solicitante não tem e-mail no cadastro");
  await expect(list.acts.resend).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Ver cadastro" })).toHaveAttribute("href", `/people/${person.id}`);
});

test("Rejeitado and Cancelado ask for a reason first; mail and history carry it", async ({ as, mail, records }) => {
  const { id, requester } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id);
  for (const [status, reason] of [
    ["Rejeitado", "Falta a assinatura do titular."],
    ["Cancelado", "O cliente desistiu."],
  ] as const) {
    const act = `Mudar para ${status}`;
    await ticket.changeStatus(status);
    const dialog = ticket.acts.reason;
    await expect(dialog.getByRole("heading", { name: `Motivo: ${status}` })).toBeVisible();
    const text = dialog.getByLabel(/^Motivo/);
    await expect(text).toBeFocused();
    await dialog.getByRole("button", { name: act }).click();
    await expect(text).toHaveAccessibleDescription("Informe o motivo.");
    await text.fill(reason);
    await dialog.getByRole("button", { name: act }).click();
    await ticket.acts.expectChanged(status);
    await ticket.expectStatus(status);
    const message = await mail.messageTo(requester.email, { subject: new RegExp(status) });
    expect(message.text).toContain(`Motivo: ${reason}`);
  }
  // Thinking again changes nothing.
  await ticket.changeStatus("Rejeitado");
  await ticket.acts.reason.getByRole("button", { name: "Voltar" }).click();
  await ticket.expectStatus("Cancelado");
  await ticket.tab("Histórico").click();
  await expect(ticket.panel.getByText("O cliente desistiu.").first()).toBeVisible();
});

test("digits choose in the menu of statuses @desktop", async ({ as, records }) => {
  const { id } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id);
  await hydrated(page);
  for (const status of ["Analisando", "Aguardando", "Finalizado", "Aberto"] satisfies Status[]) {
    await page.keyboard.press("s");
    await expect(ticket.acts.menu.locator(":focus")).toHaveRole("menuitemradio");
    await page.keyboard.press(String(STATUSES.indexOf(status) + 1));
    await ticket.acts.expectChanged(status);
    await ticket.expectStatus(status);
  }
});
