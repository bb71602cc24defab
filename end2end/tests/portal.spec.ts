// The portal: signing in by a link, one's own tickets and no others, opening, following and reopening one.
import {
  expect,
  expectNoSidewaysScroll,
  expectNoViolations,
  expectNoViolationsInBothThemes,
  hydrated,
  test,
  unique,
  USERS,
} from "../support/test";
import { PDF, PNG } from "../support/pages/files.page";
import { LoginPage } from "../support/pages/login.page";
import { PortalPage } from "../support/pages/portal.page";
import { UserMenu } from "../support/pages/sign-in-again.page";

test("a link comes by mail and signs in once, without JavaScript @smoke", async ({ newPage, mail }) => {
  const page = await newPage({ javaScriptEnabled: false });
  await new LoginPage(page).open();
  await page.getByText("Receber um link por e-mail").click();
  const form = page.getByRole("form", { name: "Receber um link por e-mail" });
  await form.getByLabel("Seu e-mail").fill(USERS.marina);
  await form.getByRole("button", { name: "Enviar link" }).click();
  await expect(page.getByText("Confira seu e-mail.")).toBeVisible();
  const message = await mail.messageTo(USERS.marina, { subject: /Seu link para entrar/ });
  const link = /http\S+\/login\/link\?token=\S+/.exec(message.text ?? "")?.[0];
  expect(link, message.text).toBeTruthy();
  // What scans mails opens the link first; it is as good as before.
  await page.request.get(link!);
  await page.goto(link!);
  await page.getByRole("button", { name: "Entrar" }).click();
  await expect(page).toHaveURL(/\/portal$/);
  await expect(new PortalPage(page).hello).toHaveText("Olá, Marina");

  const again = await newPage();
  await again.goto(link!);
  await expectNoViolationsInBothThemes(again);
  await again.getByRole("button", { name: "Entrar" }).click();
  await expect(again.getByText("Este link já foi usado ou venceu. Peça outro.")).toBeVisible();
  await expectNoViolationsInBothThemes(again);
  await expectNoSidewaysScroll(again);
});

test("an unknown address gets the same answer and no mail", async ({ page, mail }) => {
  await page.goto("/login");
  await page.getByText("Receber um link por e-mail").click();
  const form = page.getByRole("form", { name: "Receber um link por e-mail" });
  await form.getByLabel("Seu e-mail").fill("ninguem@correio.example");
  await form.getByRole("button", { name: "Enviar link" }).click();
  await expect(page.getByText("Confira seu e-mail.")).toBeVisible();
  expect(mail.countTo("ninguem@correio.example")).toBe(0);
});

test("signing in leads to one's own tickets, in plain words", async ({ page, records }) => {
  const marina = await records.find("Marina Salgado");
  const { id, subject } = await records.ticket({ requester: marina });
  await records.changeStatus(id, "waiting");
  const login = new LoginPage(page);
  await login.open();
  await login.signIn("marina");
  await expect(page).toHaveURL(/\/portal$/);
  const portal = new PortalPage(page);
  await hydrated(page);
  await expect(portal.card(subject)).toContainText("Aguardando você");
  await expect(portal.card(subject)).toContainText("Falta uma resposta ou um documento seu.");
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);
  await portal.card(subject).click();
  await expect(portal.subject).toHaveText(subject);
  await expect(portal.state).toContainText("Aguardando você");
  await expect(page.getByText("Passou para Aguardando você")).toBeVisible();
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);
});

test("nobody sees tickets and files of others, nor the team's pages", async ({ as, records, consoleGuard }) => {
  consoleGuard.allow(/status of 40[34]/);
  const foreign = await records.ticket();
  const file = await records.file(foreign.id, "segredo.pdf", PDF);
  const page = await as("marina");
  for (const [path, status, heading] of [
    [`/portal/tickets/${foreign.id}`, 404, "Não encontrado"],
    [`/tickets/${foreign.id}`, 403, "Sem permissão"],
    ["/tickets", 403, "Sem permissão"],
    ["/people", 403, "Sem permissão"],
    ["/settings/general", 403, "Sem permissão"],
  ] as const) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(status);
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect(page.getByText(foreign.subject)).toHaveCount(0);
  }
  await hydrated(page);
  await expectNoViolationsInBothThemes(page);
  const refused = await page.request.get(`/files/${file}`);
  expect(refused.status()).toBe(404);
  await page.getByRole("main").getByRole("link", { name: "Meus atendimentos" }).click();
  await expect(new PortalPage(page).hello).toBeVisible();

  const renata = await as("renata");
  const answer = await renata.goto("/portal");
  expect(answer?.status()).toBe(403);
  await expect(renata.getByRole("heading", { name: "Sem permissão" })).toBeVisible();
});

test("a ticket is opened with a photo, followed live, and reopened @smoke", async ({ as, records }) => {
  const page = await as("padaria");
  const portal = new PortalPage(page);
  await portal.open();
  await portal.list.getByRole("link", { name: "Abrir atendimento" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Novo atendimento" })).toBeVisible();
  // What is missing is said at each field.
  await page.getByRole("button", { name: "Enviar pedido" }).click();
  await expect(page.getByLabel(/^Serviço/)).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel(/^Serviço/)).toBeFocused();
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);
  await page.getByLabel(/^Serviço/).selectOption({ label: "Segunda via" });
  const subject = unique("Boleto de abril");
  await page.getByLabel(/^Sobre o quê/).fill(subject);
  await page.getByLabel("Conte mais").fill("Não chegou por e-mail.");
  await portal.uploads.choose({ name: "tela.png", buffer: PNG });
  await portal.uploads.expectReady("tela.png");
  await page.getByRole("button", { name: "Enviar pedido" }).click();
  await expect(page).toHaveURL(/\/portal\/tickets\/\d+$/);
  const id = Number(page.url().split("/").pop());
  await expect(portal.subject).toHaveText(subject);
  await expect(portal.state).toContainText("Aberto");
  await expect(page.getByRole("link", { name: "Abrir a imagem tela.png" }).locator("img")).toHaveJSProperty("naturalWidth", 1);
  await hydrated(page);

  await records.changeStatus(id, "finished");
  await expect(portal.state).toContainText("Finalizado");
  await expect(page.getByText("Passou para Finalizado")).toBeVisible();
  await page.getByRole("button", { name: "Reabrir atendimento" }).click();
  await expect(portal.state).toContainText("Reaberto");
  // The team sees it as well, with its file.
  const rows = await records.call<{ status: string }[]>("tickets/rows", { ids: [id] });
  expect(rows[0]?.status).toBe("reopened");
  await portal.uploads.choose({ name: "recibo.pdf", buffer: PDF });
  await expect(page.getByRole("link", { name: "Baixar recibo.pdf" })).toBeVisible();
});

test("it speaks English to whoever chose it, and stays whole at twice the size", async ({ as, records }) => {
  const marina = await records.find("Marina Salgado");
  const { id } = await records.ticket({ requester: marina });
  const page = await as("marina");
  const portal = new PortalPage(page);
  await portal.open();
  await new UserMenu(page).choose("English");
  await expect(page.getByRole("heading", { level: 1, name: "Hello, Marina" })).toBeVisible();
  await hydrated(page);
  await expectNoViolations(page);
  await page.goto(`/portal/tickets/${id}`);
  await hydrated(page);
  await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
  await expectNoViolations(page);
  await new UserMenu(page).choose("Português");
  await expect(page.getByRole("heading", { name: "O que aconteceu" })).toBeVisible();
  // 200 % zoom of a small phone and of a desktop.
  await expectNoSidewaysScroll(page, [720, 195 * 2, 320]);
});

test("it can be put on the home screen of a phone", async ({ page, desk }) => {
  await page.goto("/login");
  const href = await page.locator('link[rel="manifest"]').getAttribute("href");
  const answer = await page.request.get(`${desk.url}${href}`);
  expect(answer.headers()["content-type"]).toContain("manifest+json");
  const manifest = (await answer.json()) as { start_url: string; icons: { src: string }[] };
  expect(manifest.start_url).toBe("/portal");
  for (const { src } of manifest.icons) {
    expect((await page.request.get(`${desk.url}${src}`)).headers()["content-type"]).toBe("image/png");
  }
});
