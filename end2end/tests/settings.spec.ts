// Settings decide what agents meet: the price of a service, the statuses that may follow each other.
import {
  expect,
  expectNoSidewaysScroll,
  expectNoViolationsInBothThemes,
  hydrated,
  test,
  unique,
} from "../support/test";
import { NewTicketPage } from "../support/pages/new-ticket.page";
import { SettingsPage } from "../support/pages/settings.page";
import { TicketPage } from "../support/pages/ticket.page";

test("a new service proposes its price; a new price is for new tickets; out of use it is no choice", async ({ as }) => {
  const admin = await as("admin");
  const settings = new SettingsPage(admin);
  await settings.open("/settings/services");
  const name = unique("Alvará de funcionamento");
  await admin.getByRole("button", { name: "Novo serviço" }).click();
  await settings.dialog.getByLabel("Valor").fill("1,234.56");
  await settings.dialog.getByRole("button", { name: /^Salvar/ }).click();
  await expect(settings.dialog.getByLabel(/^Nome/)).toHaveAccessibleDescription(/Preencha este campo\./);
  await expect(settings.dialog.getByLabel("Valor")).toHaveAccessibleDescription(/centavos/);
  await expectNoViolationsInBothThemes(admin);
  await settings.dialog.getByLabel(/^Nome/).fill(name);
  await settings.dialog.getByLabel("Valor").fill("312,40");
  await settings.dialog.getByLabel("Prazo").fill("12");
  await settings.dialog.getByRole("button", { name: /^Salvar/ }).click();
  await expect(settings.row(name)).toContainText("312,40");

  const bianca = await as("bianca");
  const drawer = new NewTicketPage(bianca);
  await drawer.open();
  await drawer.service.selectOption({ label: name });
  await expect(drawer.value).toHaveValue("312,40");

  await settings.row(name).getByRole("button", { name: `Editar ${name}` }).click();
  await settings.dialog.getByLabel("Valor").fill("400");
  await settings.dialog.getByRole("button", { name: /^Salvar/ }).click();
  await expect(settings.row(name)).toContainText("400,00");
  await settings.row(name).getByRole("button", { name: `Desativar: ${name}` }).click();
  await settings.dialog.getByRole("button", { name: "Desativar" }).click();
  await expect(settings.row(name)).toHaveCount(0);
  await bianca.reload();
  await hydrated(bianca);
  await expect(drawer.service).toBeVisible();
  await expect(drawer.service.locator("option", { hasText: name })).toHaveCount(0);
});

test("Fluxo restrito: the menu refuses and says why, and so does the server", async ({ as, records }) => {
  const { id } = await records.ticket();
  await records.changeStatus(id, "finished");
  const admin = await as("admin");
  const settings = new SettingsPage(admin);
  const renata = await as("renata");
  const ticket = new TicketPage(renata);
  await settings.setRestrictedFlow(true);
  try {
    await ticket.open(id);
    await ticket.status.click();
    for (const status of ["Analisando", "Aguardando", "Rejeitado", "Cancelado"] as const) {
      await expect(ticket.acts.item(status)).toHaveAttribute("aria-disabled", "true");
      await expect(ticket.acts.item(status)).toContainText("Encerrado: só pode ser reaberto");
    }
    await expect(ticket.acts.item("Aberto")).toContainText("Só no cadastro");
    await expectNoViolationsInBothThemes(renata);
    // Pressed all the same, the menu stays with its reason.
    await ticket.acts.item("Analisando").click({ force: true });
    await expect(ticket.acts.item("Analisando")).toBeVisible();
    await ticket.expectStatus("Finalizado");
    await expect(records.changeStatus(id, "analysing")).rejects.toThrow(/status_not_allowed|StatusNotAllowed/);
    await renata.keyboard.press("Escape");
    await ticket.changeStatus("Reaberto");
    await ticket.acts.expectChanged("Reaberto");
  } finally {
    await settings.setRestrictedFlow(false);
  }
  await ticket.open(id);
  await ticket.changeStatus("Aberto");
  await ticket.acts.expectChanged("Aberto");
});

test("a change not saved yet says so, is kept across the tabs, and can be discarded @desktop", async ({ as }) => {
  const admin = await as("admin");
  const settings = new SettingsPage(admin);
  await settings.open("/settings/general?tab=company");
  const name = admin.getByRole("textbox", { name: "Nome" });
  const saved = await name.inputValue();
  await name.fill("Outro nome");
  await expect(settings.saveBar).toContainText("1 alteração não salva");
  await expect(admin.getByText(`era ${saved}`)).toBeVisible();
  const sections = admin.getByRole("main").getByRole("navigation", { name: "Parâmetros gerais" });
  await sections.getByRole("link", { name: "Horários" }).click();
  await expect(admin.getByRole("heading", { level: 2, name: "Horários" })).toBeVisible();
  await sections.getByRole("link", { name: "Empresa" }).click();
  await expect(name).toHaveValue("Outro nome");
  await settings.saveBar.getByRole("button", { name: "Descartar" }).click();
  await expect(name).toHaveValue(saved);
  await expect(settings.saveBar).toBeHidden();
});

test("the test mail of the settings arrives, or says why not @desktop", async ({ as, mail }) => {
  const admin = await as("admin");
  await new SettingsPage(admin).open("/settings/general?tab=mail");
  await admin.getByRole("button", { name: "Enviar teste para mim" }).click();
  await expect(admin.getByText("E-mail enviado para admin@balcao.demo.")).toBeVisible();
  await mail.messageTo("admin@balcao.demo");
  await mail.behave("down");
  await admin.getByRole("button", { name: "Enviar teste para mim" }).click();
  await expect(admin.getByText("Não foi possível enviar o e-mail: o servidor de e-mail está fora do ar.")).toBeVisible();
});

for (const path of [
  "/settings/general?tab=company",
  "/settings/general?tab=mail",
  "/settings/general?tab=tickets",
  "/settings/general?tab=hours",
  "/settings/general?tab=holidays",
  "/settings/services",
  "/settings/accountants",
  "/settings/users",
]) {
  test(`axe finds nothing at ${path} and nothing scrolls sideways`, async ({ as }) => {
    const admin = await as("admin");
    await new SettingsPage(admin).open(path);
    await expect(admin.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await expectNoViolationsInBothThemes(admin);
    await expectNoSidewaysScroll(admin);
  });
}

test("axe finds nothing in my account and nothing scrolls sideways", async ({ as }) => {
  const page = await as("renata");
  await page.goto("/account");
  await hydrated(page);
  await expect(page.getByRole("heading", { level: 1, name: "Minha conta" })).toBeVisible();
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);
});

// A wrong value is refused by the same act that saves a right one, and changes nothing for other tests.
for (const [tab, wrong] of [
  ["company", "Nome sem documento válido"],
  ["contracts-2", "muitos"],
  ["tickets", "muitos"],
  ["mail", "muitos"],
  ["integrations", "sem endereço"],
] as const) {
  test(`Enter in a field saves the tab ${tab} @desktop`, async ({ as }) => {
    const admin = await as("admin");
    await new SettingsPage(admin).open(`/settings/general?tab=${tab}`);
    const form = admin.getByRole("main").locator("form.set-form");
    const field = tab === "company" ? form.getByLabel(/CNPJ/) : form.locator("input:not([type=checkbox])").first();
    await field.fill(wrong);
    await field.press("Enter");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toBeFocused();
  });
}
