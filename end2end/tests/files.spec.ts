// Files of a ticket: up and down, pasted and dropped, refused in words, stopped half-way, and sent with a new ticket.
import { readFile } from "node:fs/promises";
import {
  expect,
  expectNoSidewaysScroll,
  expectNoViolationsInBothThemes,
  hydrated,
  test,
  unique,
} from "../support/test";
import { largePdf, PDF, PNG, Uploads } from "../support/pages/files.page";
import { NewTicketPage } from "../support/pages/new-ticket.page";
import { TicketPage } from "../support/pages/ticket.page";

test("a file goes up, is listed for others, comes down whole, and is removed with a line in the history @smoke", async ({
  as,
  records,
}) => {
  const { id } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id, "files");
  const uploads = new Uploads(page, ticket.panel);
  await expect(ticket.panel.getByText("Nenhum arquivo neste atendimento.")).toBeVisible();
  await expect(uploads.limits).toHaveText(/Até 25 MB cada/);
  await uploads.choose({ name: "nota nº 1.pdf", buffer: PDF }, { name: "foto.png", buffer: PNG });
  const row = ticket.panel.getByRole("row").filter({ hasText: "nota nº 1.pdf" });
  await expect(row).toContainText("PDF");
  await expect(row).toContainText("Renata Queiroz");
  await expect(ticket.tab("Arquivos")).toContainText("2");
  await expect(ticket.panel.getByRole("link", { name: "Abrir a imagem foto.png" }).locator("img")).toHaveJSProperty("naturalWidth", 1);
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);

  const bianca = await as("bianca");
  const theirs = new TicketPage(bianca);
  await theirs.open(id, "files");
  const download = bianca.waitForEvent("download");
  await theirs.panel.getByRole("link", { name: "nota nº 1.pdf" }).click();
  const kept = await download;
  expect(kept.suggestedFilename()).toBe("nota nº 1.pdf");
  expect(await readFile(await kept.path())).toEqual(PDF);

  await row.getByRole("button", { name: "Remover nota nº 1.pdf" }).click();
  const question = page.getByRole("dialog", { name: "Remover “nota nº 1.pdf”?" });
  await expectNoViolationsInBothThemes(page);
  await question.getByRole("button", { name: "Remover", exact: true }).click();
  await expect(row).toHaveCount(0);
  // The other one sees it at once.
  await expect(theirs.panel.getByRole("link", { name: "nota nº 1.pdf" })).toHaveCount(0);
  await ticket.tab("Histórico").click();
  await expect(ticket.panel.getByText("nota nº 1.pdf").first()).toBeVisible();
});

test("an image is pasted, a file is dropped", async ({ as, records }) => {
  const { id } = await records.ticket();
  const page = await as("bianca");
  const ticket = new TicketPage(page);
  await ticket.open(id, "files");
  const uploads = new Uploads(page, ticket.panel);
  await uploads.paste("image.png", PNG);
  await expect(ticket.panel.getByRole("row").filter({ hasText: "image.png" })).toBeVisible();
  await uploads.drop("contrato.pdf", PDF);
  await expect(ticket.panel.getByRole("row").filter({ hasText: "contrato.pdf" })).toBeVisible();
});

test("what is refused says why, in its place", async ({ as, records, consoleGuard }) => {
  consoleGuard.allow(/status of 415.*api\/files/);
  const { id } = await records.ticket();
  const page = await as("sofia");
  const ticket = new TicketPage(page);
  await ticket.open(id, "files");
  const uploads = new Uploads(page, ticket.panel);
  await uploads.choose(
    { name: "programa.exe", buffer: Buffer.from("MZ\x90\0") },
    { name: "vazio.pdf", buffer: Buffer.alloc(0) },
    { name: "grande.pdf", buffer: largePdf(26 * 1024 * 1024) },
    { name: "disfarce.png", buffer: Buffer.from("<html><script>alert(1)</script></html>") },
  );
  await uploads.expectRefused("programa.exe", "Tipo de arquivo não aceito.");
  await uploads.expectRefused("vazio.pdf", "O arquivo está vazio.");
  await uploads.expectRefused("grande.pdf", "O arquivo passa do limite de 25 MB.");
  await uploads.expectRefused("disfarce.png", "O conteúdo não é o que o nome do arquivo diz.");
  await expectNoViolationsInBothThemes(page);
  await uploads.row("vazio.pdf").getByRole("button", { name: "Remover vazio.pdf" }).click();
  await expect(uploads.row("vazio.pdf")).toHaveCount(0);
  await page.reload();
  await expect(ticket.panel.getByText("Nenhum arquivo neste atendimento.")).toBeVisible();
});

test("sending shows its progress, is cancelled, and tried again", async ({ as, records }) => {
  const { id } = await records.ticket();
  const page = await as("fabio");
  const ticket = new TicketPage(page);
  await ticket.open(id, "files");
  const uploads = new Uploads(page, ticket.panel);
  await uploads.throttle(400_000);
  await uploads.choose({ name: "video.pdf", buffer: largePdf(8_000_000) });
  const row = uploads.row("video.pdf");
  await expect(row.getByRole("progressbar")).toBeVisible();
  await expect(row).toContainText(/[1-9]\d?% de 8,0 MB/);
  await row.getByRole("button", { name: "Cancelar o envio de video.pdf" }).click();
  await expect(row).toContainText("Envio cancelado.");
  await uploads.throttle();
  await row.getByRole("button", { name: "Tentar de novo" }).click();
  await expect(ticket.panel.getByRole("row").filter({ hasText: "video.pdf" })).toContainText("8,0 MB");
});

test("a file for the team only is marked, and the requester never learns of it", async ({ as, records }) => {
  const marina = await records.find("Marina Salgado");
  const { id, subject } = await records.ticket({ requester: marina });
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id, "files");
  await ticket.panel.getByText("Só para a equipe").click();
  await new Uploads(page, ticket.panel).choose({ name: "interno.pdf", buffer: PDF });
  await expect(ticket.panel.getByRole("row").filter({ hasText: "interno.pdf" })).toContainText("Só para a equipe");
  await records.file(id, "aberto.pdf", PDF);

  const portal = await as("marina");
  await portal.goto(`/portal/tickets/${id}`);
  await expect(portal.getByRole("heading", { name: subject })).toBeVisible();
  await expect(portal.getByText("aberto.pdf")).toBeVisible();
  await expect(portal.getByText("interno.pdf")).toHaveCount(0);
});

test("files come with a new ticket, and survive a refused save and a reload", async ({ as, records }) => {
  const requester = await records.person();
  const page = await as("renata");
  const drawer = new NewTicketPage(page);
  await drawer.open(`?requester=${requester.id}`);
  await page.getByRole("tab", { name: "Anexar arquivos" }).click();
  const uploads = new Uploads(page, drawer.drawer.getByRole("tabpanel", { name: "Anexar arquivos" }));
  await uploads.choose({ name: "comprovante.png", buffer: PNG });
  await uploads.expectReady("comprovante.png");
  await expectNoViolationsInBothThemes(page);
  // The subject is missing: the form says so and keeps the file.
  await drawer.save.click();
  await expect(drawer.subject).toBeVisible();
  await drawer.expectRefused(drawer.subject, "Preencha este campo.");
  await drawer.subject.fill(unique("Com anexo"));
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/drafts/save") && answer.request().postData()!.includes("Com anexo"));
  await drawer.service.selectOption({ label: "Segunda via" });
  await saved;
  // The draft comes late, after the requester of the address could have been filled in.
  await page.route(/drafts\/load$/, async (route) => {
    await new Promise((later) => setTimeout(later, 500));
    await route.continue();
  });
  await page.reload();
  await hydrated(page);
  await expect(page.getByRole("tab", { name: /Anexar arquivos/ })).toContainText("1");
  await drawer.save.click();
  await expect(page).toHaveURL(/\/tickets\/\d+$/);
  const ticket = new TicketPage(page);
  await ticket.tab("Arquivos").click();
  await expect(ticket.panel.getByRole("row").filter({ hasText: "comprovante.png" })).toBeVisible();
});

test("the administrator sets the limit, and it is shown before choosing @desktop", async ({ as, records }) => {
  const { id } = await records.ticket();
  const page = await as("admin");
  const set = async (megabytes: string) => {
    await page.goto("/settings/general?tab=tickets");
    await hydrated(page);
    await page.getByLabel("Tamanho máximo de um arquivo").fill(megabytes);
    await page.getByRole("button", { name: /^Salvar/ }).click();
    await expect(page.getByText(/salv/i).first()).toBeVisible();
  };
  await set("1");
  const ticket = new TicketPage(page);
  await ticket.open(id, "files");
  const uploads = new Uploads(page, ticket.panel);
  await expect(uploads.limits).toHaveText(/Até 1 MB cada/);
  await uploads.choose({ name: "a.pdf", buffer: largePdf(1_500_000) });
  await uploads.expectRefused("a.pdf", "O arquivo passa do limite de 1 MB.");
  await set("25");
});
