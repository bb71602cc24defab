// Opening a ticket in the drawer beside the grid.
import {
  expect,
  expectNoSidewaysScroll,
  expectNoViolationsInBothThemes,
  formattedCpf,
  freshCpf,
  test,
  unique,
} from "../support/test";
import { NewTicketPage } from "../support/pages/new-ticket.page";
import { TicketPage } from "../support/pages/ticket.page";
import { TicketsPage } from "../support/pages/tickets.page";

// A draft is kept for each user, so the tests of this file take turns.
test("value from the service, name from the accountant; the grid shows it as Aberto @smoke", async ({ as, records }) => {
  const requester = await records.person({ name: unique("Joaquim Prova") });
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.open();
  await page.getByRole("link", { name: "Adicionar" }).click();
  const drawer = new NewTicketPage(page);
  await drawer.chooseRequester(requester.name.toLowerCase(), requester.name);
  await expect(drawer.noEmail).toBeHidden();

  await drawer.service.selectOption({ label: "Mudança de endereço" });
  await expect(drawer.value).toHaveValue("180,00");
  await drawer.service.selectOption({ label: "Segunda via" });
  await expect(drawer.value).toHaveValue("35,00");
  await drawer.value.fill("42,50");
  await drawer.service.selectOption({ label: "Mudança de endereço" });
  await expect(drawer.value).toHaveValue("42,50");
  await expect(drawer.value).toHaveAccessibleDescription(/Valor cadastrado: R\$\s180,00\./);

  await drawer.accountant.selectOption({ label: "Otávio Lacerda" });
  await expect(drawer.accountantName).toHaveValue("Lacerda & Filhos Contadores");
  await expect(drawer.accountantName).not.toBeEditable();
  await drawer.assignee.selectOption({ label: "Bianca Toledo" });
  const subject = unique("Mudança para a rua de trás");
  await drawer.subject.fill(subject);
  await drawer.description.fill("Casa 2, portão azul.\nLigar antes.");
  await drawer.save.click();

  await expect(page).toHaveURL(/\/tickets\/\d+$/);
  const number = Number(page.url().split("/").pop());
  const ticket = new TicketPage(page);
  await ticket.acts.expectToast(new RegExp(`^Atendimento #${number} aberto\\. Protocolo \\d{8}-\\d{6}-\\d\\.$`));
  await expect(ticket.heading).toHaveText(subject);
  await ticket.expectStatus("Aberto");
  await expect(ticket.field("Valor do serviço")).toHaveValue("42,50");
  await expect(ticket.field("Descrição")).toHaveValue("Casa 2, portão azul.\nLigar antes.");

  await list.openOf(requester);
  await list.expectStatus(number, "Aberto");
  await expect(list.row(subject)).toContainText("Novo");
});

test("an unknown requester is registered on the spot; without e-mail there is a warning, no error", async ({ as }) => {
  const page = await as("bianca");
  const drawer = new NewTicketPage(page);
  await drawer.open();
  const name = unique("Gervásio Novato");
  await drawer.requester.fill(name);
  await drawer.drawer.getByRole("option", { name: `Cadastrar “${name}”` }).click();
  const quick = drawer.quickCreate;
  await expect(quick.getByLabel(/^Nome/)).toHaveValue(name);
  const cpf = freshCpf();
  await quick.getByLabel(/CPF/).fill("111.111.111-12");
  await quick.getByRole("button", { name: "Salvar" }).click();
  await expect(quick.getByLabel(/CPF/)).toHaveAttribute("aria-invalid", "true");
  await expect(quick.getByText("Os dígitos verificadores não conferem: confira o número.")).toBeVisible();
  await quick.getByLabel(/CPF/).fill(formattedCpf(cpf));
  await quick.getByRole("button", { name: "Salvar" }).click();
  await expect(quick).toBeHidden();
  await expect(drawer.requester).toHaveValue(name);
  await expect(drawer.noEmail).toBeVisible();
  await expectNoViolationsInBothThemes(page);

  await drawer.service.selectOption({ label: "Certidões" });
  await drawer.subject.fill(unique("Certidão negativa"));
  await drawer.save.click();
  await expect(page).toHaveURL(/\/tickets\/\d+$/);
});

test("what is missing is said at each field, and the first one has the focus", async ({ as, consoleGuard }) => {
  consoleGuard.allow(/status of 422.*tickets\/create/);
  const page = await as("sofia");
  const drawer = new NewTicketPage(page);
  await drawer.open();
  await drawer.save.click();
  for (const field of [drawer.requester, drawer.service, drawer.subject]) {
    await drawer.expectRefused(field, "Preencha este campo.");
  }
  await expect(drawer.requester).toBeFocused();
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);
  // An amount that could be meant in two ways is asked back by the server, at its field.
  await drawer.chooseRequester("marina salgado", "Marina Salgado");
  await drawer.service.selectOption({ label: "Segunda via" });
  await drawer.subject.fill(unique("Valor confuso"));
  await drawer.value.fill("1,234.56");
  await drawer.save.click();
  await drawer.expectRefused(drawer.value, "Não está claro onde ficam os centavos");
  await expect(drawer.value).toBeFocused();
});

test("what was typed survives a reload, and is gone once the ticket is open", async ({ as, records }) => {
  const requester = await records.person();
  const page = await as("fabio");
  const drawer = new NewTicketPage(page);
  await drawer.open();
  await drawer.chooseRequester(requester.name);
  await drawer.service.selectOption({ label: "Titularidade" });
  const subject = unique("Titularidade para a filha");
  // Not the mark alone: it also stands for what was typed a moment earlier.
  const saved = page.waitForResponse((answer) => (answer.request().postData() ?? "").includes(subject));
  await drawer.subject.fill(subject);
  await saved;
  await expect(drawer.draftSaved).toBeVisible();

  await page.reload();
  await expect(drawer.subject).toHaveValue(subject);
  await expect(drawer.requester).toHaveValue(requester.name);
  await expect(drawer.service.locator("option:checked")).toHaveText("Titularidade");
  await expect(drawer.value).toHaveValue("60,00");

  await drawer.save.click();
  await expect(page).toHaveURL(/\/tickets\/\d+$/);
  await drawer.open();
  await expect(drawer.subject).toHaveValue("");
  await expect(drawer.requester).toHaveValue("");
});

test("a double click opens one ticket @smoke", async ({ as, records }) => {
  const requester = await records.person();
  const page = await as("admin");
  const drawer = new NewTicketPage(page);
  await drawer.open(`?requester=${requester.id}`);
  await expect(drawer.requester).toHaveValue(requester.name);
  await drawer.service.selectOption({ label: "Segunda via" });
  const subject = unique("Clicado duas vezes");
  await drawer.subject.fill(subject);
  await drawer.save.dblclick();
  await expect(page).toHaveURL(/\/tickets\/\d+$/);
  const list = new TicketsPage(page);
  await list.openOf(requester);
  await expect(list.row(subject)).toHaveCount(1);
});
