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

  await list.acts.expectToast("2 atendimentos alterados.");
  await list.acts.expectToast("1 recusado:");
  await list.acts.expectToast(`#${merged.id}: Este atendimento foi unido ao #${kept.id}.`);
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
  await list.acts.expectToast("1 atendimento alterado.");
  await list.acts.expectToast(`#${hers.id}: O atendimento já está com esta pessoa.`);
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
