// The same act on many tickets: each has its own result, and each refusal is told. On a phone rows have no check box.
import { expect, expectNoViolationsInBothThemes, test } from "../support/test";
import { TicketsPage } from "../support/pages/tickets.page";

test("a status for three: two change and mail, the merged one is refused by name @wide", async ({ as, mail, records }) => {
  const requester = await records.person();
  const [kept, merged, third] = [
    await records.ticket({ requester }),
    await records.ticket({ requester }),
    await records.ticket({ requester }),
  ];
  await records.merge(merged.id, kept.id);
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.openOf(requester);
  await list.grid.getByRole("checkbox", { name: "Selecionar todos desta página" }).check();
  await expect(list.bulk).toContainText("3 selecionados");
  await expectNoViolationsInBothThemes(page);
  await mail.reset();
  await list.bulk.getByRole("button", { name: "Mudar status" }).click();
  await list.acts.choose("Aguardando");

  const told = list.acts.bulkNotice;
  await expect(told).toContainText("2 atendimentos alterados · 1 recusado. 2 e-mails na fila de envio.");
  await expect(told).toContainText(`#${merged.id}: Este atendimento foi unido ao #${kept.id}.`);
  await list.expectStatus(kept.id, "Aguardando");
  await list.expectStatus(third.id, "Aguardando");
  await list.expectStatus(merged.id, "Finalizado");
  for (const { id } of [kept, third]) {
    await mail.messageTo(requester.email, { subject: new RegExp(`^\\[#${id}\\] Aguardando`), timeoutMs: 15_000 });
  }
});

test("an assignee for two with one note; who has it already refuses @wide", async ({ as, records }) => {
  const requester = await records.person();
  const mine = await records.ticket({ requester });
  const hers = await records.ticket({ requester, assignee: "Bianca Toledo" });
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.openOf(requester);
  await list.select(mine.id);
  await list.select(hers.id);
  await list.bulk.getByRole("button", { name: "Movimentar" }).click();
  await list.acts.moveTo("Bianca Toledo", "Cobertura das férias");
  await expect(list.acts.bulkNotice).toContainText("1 atendimento alterado · 1 recusado.");
  await expect(list.acts.bulkNotice).toContainText(`#${hers.id}: O atendimento já está com esta pessoa.`);
  await expect(list.row(mine.subject)).toContainText("Bianca T.");
});

test("a reason is asked once for all of them @desktop", async ({ as, mail, records }) => {
  const requester = await records.person();
  const tickets = [await records.ticket({ requester }), await records.ticket({ requester })];
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.openOf(requester);
  for (const { id } of tickets) await list.select(id);
  await list.bulk.getByRole("button", { name: "Mudar status" }).click();
  await list.acts.choose("Cancelado");
  await list.acts.reason.getByLabel(/^Motivo/).fill("Pedido em duplicidade.");
  await list.acts.reason.getByRole("button", { name: "Mudar para Cancelado" }).click();
  await list.acts.expectToast("2 atendimentos alterados.");
  for (const { id } of tickets) {
    await list.expectStatus(id, "Cancelado");
    const message = await mail.messageTo(requester.email, { subject: new RegExp(`#${id}`), timeoutMs: 15_000 });
    expect(message.text).toContain("Motivo: Pedido em duplicidade.");
  }
});

test("what a colleague just finished is left alone, named, and stays ticked to decide again @wide", async ({
  as,
  mail,
  records,
}) => {
  const requester = await records.person();
  const [taken, open, same] = [
    await records.ticket({ requester }),
    await records.ticket({ requester }),
    await records.ticket({ requester }),
  ];
  await records.changeStatus(same.id, "waiting");
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.openOf(requester);
  await list.grid.getByRole("checkbox", { name: "Selecionar todos desta página" }).check();
  await records.changeStatus(taken.id, "finished");
  // The row changes under the reader's eyes; the tick still means what was ticked.
  await list.expectStatus(taken.id, "Finalizado");
  await mail.reset();
  await list.bulk.getByRole("button", { name: "Mudar status" }).click();
  await list.acts.choose("Aguardando");

  const told = list.acts.bulkNotice;
  await expect(told).toContainText("1 atendimento alterado · 1 já estava assim · 1 mudou enquanto isso. 1 e-mail na fila de envio.");
  const link = told.getByRole("link", { name: `#${taken.id} (agora Finalizado)` });
  await expect(link).toHaveAttribute("href", `/tickets/${taken.id}`);
  await list.expectStatus(open.id, "Aguardando");
  await list.expectStatus(taken.id, "Finalizado");
  await mail.messageTo(requester.email, { subject: new RegExp(`^\\[#${open.id}\\] Aguardando`), timeoutMs: 15_000 });
  expect(mail.countTo(requester.email)).toBe(1);

  // Only what is left to decide is still ticked, and now the decision counts.
  await expect(list.bulk).toContainText("1 selecionado");
  await list.bulk.getByRole("button", { name: "Mudar status" }).click();
  await list.acts.choose("Aguardando");
  await list.acts.expectChanged("Aguardando");
  await list.expectStatus(taken.id, "Aguardando");
});

test("who is not told is named, with the way to the record @wide", async ({ as, records }) => {
  const silent = await records.person({ email: "" });
  const tickets = [await records.ticket({ requester: silent }), await records.ticket({ requester: silent })];
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.openOf(silent);
  await list.grid.getByRole("checkbox", { name: "Selecionar todos desta página" }).check();
  await list.bulk.getByRole("button", { name: "Mudar status" }).click();
  await list.acts.choose("Analisando");
  await expect(list.acts.bulkNotice).toContainText("2 atendimentos alterados.");
  await expect(list.acts.bulkNotice).toContainText("Sem e-mail no cadastro, não serão avisados:");
  await expectNoViolationsInBothThemes(page);
  // Once, with the numbers of both.
  const link = list.acts.bulkNotice.getByRole("link", { name: silent.name, exact: true });
  await expect(link).toHaveAttribute("href", `/people/${silent.id}`);
  for (const { id } of tickets) await expect(list.acts.bulkNotice).toContainText(`#${id}`);
  await list.acts.bulkNotice.getByRole("button", { name: "Fechar" }).click();
  await expect(list.acts.bulkNotice).toBeHidden();
});
