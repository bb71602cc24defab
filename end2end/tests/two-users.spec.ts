// Two users in one browser: Renata's page stays open, in another tab she signs out and Bianca signs in. What Renata wrote
// stays hers: it is neither sent as Bianca nor lost.
import { expect, expectNoViolations, hydrated, test, unique, type Page, type UserName } from "../support/test";
import { ChatPage } from "../support/pages/chat.page";
import { ContractsPage } from "../support/pages/contracts.page";
import { LoginPage } from "../support/pages/login.page";
import { NewTicketPage } from "../support/pages/new-ticket.page";
import { SignInAgain, UserMenu } from "../support/pages/sign-in-again.page";
import { TicketPage } from "../support/pages/ticket.page";

test.beforeEach(async ({ consoleGuard, page, sessions }) => {
  // What a browser says about requests of an ended session, and of somebody else's.
  consoleGuard.allow(/status of (401|409)/);
  consoleGuard.allow(/WebSocket connection to .*\/ws/);
  await page.context().addCookies([await sessions.fresh("renata")]);
});

/** In another tab of the same browser: out, and in as somebody else. */
async function takeOver(page: Page, user: UserName): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto("/account");
  await hydrated(other);
  await new UserMenu(other).choose("Sair");
  const login = new LoginPage(other);
  await login.signIn(user);
  await login.expectGone();
  await hydrated(other);
  return other;
}

interface Said {
  messages: { text: string; name: string }[];
}

test("a message that waited and an open text wait for their author @smoke @desktop", async ({ page, records }) => {
  const { id } = await records.ticket({ requester: await records.requester() });
  let cut = false;
  await page.routeWebSocket(/\/ws$/, (socket) => {
    if (cut) return void socket.close();
    const server = socket.connectToServer();
    server.onMessage((text) => (cut ? void socket.close() : socket.send(text)));
    socket.onMessage((text) => (cut ? void socket.close() : server.send(text)));
  });
  const chat = new ChatPage(page);
  await chat.openAsTeam(id);
  cut = true;
  await chat.say("sem conexão");
  await expect(chat.connection).toHaveClass(/is-bad/);
  await chat.expectFate("sem conexão", "Aguardando conexão");
  await chat.text.fill("ainda não enviada");

  await takeOver(page, "bianca");
  cut = false;
  // No need to wait any longer for the next attempt.
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  const again = new SignInAgain(page);
  await again.expectAnother("Bianca");
  await again.close();
  await chat.expectFate("sem conexão", "Espera por Renata");
  await expect(chat.text).toHaveValue("ainda não enviada");
  // Sent now, it waits as well, and the page says again why.
  await chat.send.click();
  await again.expectAnother("Bianca");
  const said = async () => (await records.call<Said>("chat/open", { id }, "sofia")).messages.map(({ text, name }) => [text, name]);
  expect(await said()).toEqual([]);

  await again.signIn("renata");
  await expect(again.dialog).toBeHidden();
  await chat.expectFate("ainda não enviada", "Enviada");
  expect(await said()).toEqual([
    ["sem conexão", "Renata Queiroz"],
    ["ainda não enviada", "Renata Queiroz"],
  ]);
});

test("neither note nor status go out as somebody else @smoke", async ({ page, records }) => {
  const { id, version } = await records.ticket();
  const ticket = new TicketPage(page);
  await ticket.open(id, "notes");
  const text = unique("Cliente confirmou o endereço");
  await ticket.note.fill(text);
  const other = await takeOver(page, "bianca");

  const again = new SignInAgain(page);
  await again.expectAnother("Bianca");
  await expect(again.dialog).toContainText("Nada foi enviado como Bianca, e o que você digitou fica guardado para Renata.");
  await expectNoViolations(page);
  await again.close();
  await ticket.addNote.click();
  await again.expectAnother("Bianca");
  await again.close();
  await ticket.changeStatus("Analisando");
  await again.expectAnother("Bianca");
  expect((await records.row(id)).version).toBe(version);
  await expect(ticket.note).toHaveValue(text);

  await again.signIn("renata");
  await expect(again.dialog).toBeHidden();
  await ticket.addNote.click();
  const note = ticket.panel.getByRole("listitem").filter({ hasText: text });
  await expect(note).toContainText("Renata Queiroz");
  await ticket.changeStatus("Analisando");
  await ticket.expectStatus("Analisando");
  // The other tab is Bianca's page in a browser that is Renata's again.
  await new SignInAgain(other).expectAnother("Renata");
});

test("the form of a new ticket stays with its author @desktop", async ({ page, records }) => {
  const person = await records.person();
  const drawer = new NewTicketPage(page);
  await drawer.open(`?requester=${person.id}`);
  await expect(drawer.requester).toHaveValue(person.name);
  const subject = unique("Segunda via pedida por telefone");
  await drawer.service.selectOption({ label: "Segunda via" });
  await drawer.subject.fill(subject);
  const other = await takeOver(page, "bianca");

  const again = new SignInAgain(page);
  await again.expectAnother("Bianca");
  await again.close();
  await drawer.description.fill("Ligar antes.");
  await drawer.save.click();
  await again.expectAnother("Bianca");
  const bianca = new NewTicketPage(other);
  await bianca.open();
  await expect(bianca.subject).toHaveValue("");

  await again.signIn("renata");
  await expect(again.dialog).toBeHidden();
  await expect(drawer.subject).toHaveValue(subject);
  await expect(drawer.description).toHaveValue("Ligar antes.");
  await drawer.save.click();
  await expect(page).toHaveURL(/\/tickets\/\d+$/);
  const ticket = new TicketPage(page);
  await expect(ticket.heading).toHaveText(subject);
  await ticket.tab("Histórico").click();
  await expect(ticket.panel).toContainText("Renata Queiroz");
  await expect(ticket.panel).not.toContainText("Bianca Toledo");
});

test("a contract is released by whoever opened the dialog @desktop", async ({ page, records }) => {
  const { number } = await records.contract();
  const contracts = new ContractsPage(page);
  await contracts.openOf(number);
  await contracts.openMenu(number);
  await contracts.item(/^Liberar temporariamente/).click();
  const release = page.getByRole("dialog", { name: /Liberar/ });
  const observation = release.getByLabel(/^Observação/);
  await observation.fill("prometeu pagar");
  await takeOver(page, "fabio");

  const again = new SignInAgain(page);
  await again.expectAnother("Fábio");
  await again.close();
  const confirm = release.getByRole("button", { name: /^Liberar até/ });
  await confirm.click();
  await again.expectAnother("Fábio");
  await expect(observation).toHaveValue("prometeu pagar");
  await expect(contracts.row(number)).toContainText("Bloqueio automático");

  await again.signIn("renata");
  await expect(again.dialog).toBeHidden();
  await confirm.click();
  await expect(contracts.row(number)).toContainText("Liberado temporariamente");
  await contracts.row(number).getByRole("link").first().click();
  await expect(contracts.panel).toContainText("Renata Queiroz");
});

test("whoever is in may go on with a page of their own; the text is there when its author is back @desktop", async ({
  page,
  records,
}) => {
  const { id } = await records.ticket();
  const ticket = new TicketPage(page);
  await ticket.open(id, "notes");
  await (await takeOver(page, "bianca")).close();
  const again = new SignInAgain(page);
  await again.expectAnother("Bianca");
  await again.close();
  const text = unique("Digitado quando já era da Bianca");
  await ticket.note.fill(text);
  await ticket.addNote.click();
  await again.expectAnother("Bianca");
  const looked = page.waitForResponse((answer) => answer.url().includes("/drafts/load"));
  await again.dialog.getByRole("button", { name: "Continuar como Bianca" }).click();
  await expect(new UserMenu(page).button).toHaveAccessibleName("Conta de Bianca Toledo");
  await hydrated(page);
  await looked;
  await expect(ticket.note).toHaveValue("");

  await (await takeOver(page, "renata")).close();
  await ticket.open(id, "notes");
  await expect(ticket.note).toHaveValue(text);
  await expect(ticket.draftMark).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("balcao.draft.")))).toEqual([]);
});

test("back in another tab, the page goes on by itself @desktop", async ({ page, records }) => {
  const { id } = await records.ticket();
  const ticket = new TicketPage(page);
  await ticket.open(id, "notes");
  const text = unique("Escrita antes e depois");
  await ticket.note.fill(text);
  const other = await takeOver(page, "bianca");
  const again = new SignInAgain(page);
  await again.expectAnother("Bianca");
  await (await takeOver(other, "renata")).close();
  // A browser of a test gives no tab the focus by itself.
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(again.dialog).toBeHidden();
  await ticket.addNote.click();
  await expect(ticket.panel.getByRole("listitem").filter({ hasText: text })).toContainText("Renata Queiroz");
});

test("the plain form of a message is refused in words @desktop", async ({ newPage, records, sessions }) => {
  const { id } = await records.ticket({ requester: await records.requester() });
  const page = await newPage({ javaScriptEnabled: false });
  await page.context().addCookies([await sessions.fresh("renata")]);
  await page.goto(`/tickets/${id}?tab=chat`);
  const chat = new ChatPage(page);
  await chat.text.fill("sem programa");
  await page.context().addCookies([await sessions.fresh("bianca")]);
  await chat.send.click();
  await expect(page.getByText("Agora está Bianca Toledo neste navegador. Nada foi enviado")).toBeVisible();
  expect((await records.call<Said>("chat/open", { id }, "sofia")).messages).toEqual([]);
  await page.goBack();
  await expect(chat.text).toHaveValue("sem programa");
});
