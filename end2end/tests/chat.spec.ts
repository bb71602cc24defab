// The conversation of a ticket between an agent and its requester, who is on a phone.
import { readFile } from "node:fs/promises";
import { expect, expectNoSidewaysScroll, expectNoViolationsInBothThemes, hydrated, test, unique } from "../support/test";
import { ChatPage } from "../support/pages/chat.page";
import { PDF, PNG } from "../support/pages/files.page";
import { TicketPage } from "../support/pages/ticket.page";
import { TicketsPage } from "../support/pages/tickets.page";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test("agent and requester talk, marks move, HTML stays text @smoke", async ({ as, asLogin, records }) => {
  const requester = await records.requester();
  const { id } = await records.ticket({ requester });
  const hers = new ChatPage(await asLogin(requester.login, PHONE));
  await hers.openAsRequester(id);
  await hers.say("Bom dia, o boleto não chegou");
  await hers.expectFate("Bom dia, o boleto não chegou", "Enviada");

  const mine = new ChatPage(await as("renata"));
  await mine.openAsTeam(id);
  await mine.expectSaid("Bom dia, o boleto não chegou");
  await expect(mine.log.getByText("1 nova")).toBeVisible();
  // Whoever has it in front has read it.
  await hers.expectFate("Bom dia, o boleto não chegou", "Lida");
  await expect(mine.page.getByText("online agora")).toBeVisible();

  // The sign lasts five seconds; whoever goes on writing gives it again.
  await expect(async () => {
    await hers.text.pressSequentially("V");
    await expect(mine.log.getByText("Solange está digitando")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const html = "<img src=x onerror=alert(1)><b>negrito</b>";
  await mine.say(`${html} https://exemplo.com.br/boleto?id=7.`);
  await hers.expectSaid(html);
  await expect(hers.log.locator("img, b:not(.msg__who)")).toHaveCount(0);
  const link = hers.log.getByRole("link", { name: "https://exemplo.com.br/boleto?id=7" });
  await expect(link).toHaveAttribute("href", "https://exemplo.com.br/boleto?id=7");
  await expect(link).toHaveAttribute("rel", /noopener/);
  await mine.expectFate("negrito", "Lida");
  await expectNoSidewaysScroll(hers.page, [390, 320]);
});

test("a cut connection: messages wait, say so, and go out by themselves, once and in order @smoke", async ({
  as,
  asLogin,
  consoleGuard,
  records,
}) => {
  consoleGuard.allow(/ERR_INTERNET_DISCONNECTED|WebSocket connection to .*\/ws/);
  const requester = await records.requester();
  const { id } = await records.ticket({ requester });
  const hers = new ChatPage(await asLogin(requester.login, PHONE));
  const mine = new ChatPage(await as("renata"));
  await hers.openAsRequester(id);
  await mine.openAsTeam(id);
  await hers.say("antes do túnel");
  await mine.expectSaid("antes do túnel");

  await hers.page.context().setOffline(true);
  await expect(hers.connection).toHaveClass(/is-bad/);
  await hers.say("no túnel, um");
  await hers.say("no túnel, dois");
  await hers.expectFate("no túnel, um", "Aguardando conexão");
  await mine.say("você está aí?");
  await expect(mine.message("no túnel")).toHaveCount(0);

  await hers.page.context().setOffline(false);
  await mine.expectSaid("no túnel, dois");
  await hers.expectSaid("você está aí?");
  await hers.expectFate("no túnel, dois", "Lida");
  expect(await mine.words()).toEqual(["antes do túnel", "você está aí?", "no túnel, um", "no túnel, dois"]);
  expect(await hers.words()).toEqual(await mine.words());
});

test("whoever is in the ticket or in the portal is there, whichever tab or page is open @smoke", async ({
  as,
  asLogin,
  records,
}) => {
  const requester = await records.requester();
  const { id } = await records.ticket({ requester });
  const hers = new ChatPage(await asLogin(requester.login, PHONE));
  await hers.openAsRequester(id);
  await hers.expectPeer("desconectado");

  // Two tabs of one agent, neither of them the conversation.
  const details = new TicketPage(await as("renata"));
  await details.open(id, "details");
  await hers.expectPeer("Renata Queiroz · online agora");
  const history = new TicketPage(await as("renata"));
  await history.open(id, "history");
  await details.page.close();
  await hers.say("ainda está aí?");
  await hers.expectFate("ainda está aí?", "Enviada");
  await hers.expectPeer("Renata Queiroz · online agora");
  await history.page.close();
  await hers.expectPeer("desconectado");

  // The requester is there on any page of the portal, and away when the last one is closed.
  const mine = new ChatPage(await as("renata"));
  await mine.openAsTeam(id);
  await mine.expectPeer("online agora");
  await hers.page.goto("/portal");
  await hydrated(hers.page);
  await mine.expectPeer("online agora");
  await hers.page.close();
  await mine.expectPeer("desconectado");
});

test("a file goes with a message, both ways; an image is pasted", async ({ as, asLogin, records }) => {
  const requester = await records.requester();
  const { id } = await records.ticket({ requester });
  const hers = new ChatPage(await asLogin(requester.login, PHONE));
  const mine = new ChatPage(await as("renata"));
  await hers.openAsRequester(id);
  await mine.openAsTeam(id);
  await mine.attach({ name: "segunda via.pdf", buffer: PDF });
  await mine.say("Segue o boleto");
  const received = hers.message("Segue o boleto");
  const download = hers.page.waitForEvent("download");
  await received.getByRole("link", { name: "Baixar segunda via.pdf" }).click();
  expect(await readFile(await (await download).path())).toEqual(PDF);

  await hers.paste({ name: "comprovante.png", buffer: PNG });
  await hers.send.click();
  const picture = mine.log.getByRole("link", { name: "Abrir a imagem comprovante.png" }).locator("img");
  await expect(picture).toHaveJSProperty("naturalWidth", 1);
  // Pasted into the conversation, it is no second file of the ticket.
  const ticket = new TicketPage(mine.page);
  await expect(ticket.tab("Arquivos")).toContainText("2");
  await expectNoViolationsInBothThemes(mine.page);
  await expectNoViolationsInBothThemes(hers.page);
  await expectNoSidewaysScroll(hers.page, [390, 320]);
});

test("what waits survives a reload, and a kill of the server @desktop", async ({ as, consoleGuard, desk, records }) => {
  consoleGuard.allow(/WebSocket connection to .*\/ws|ERR_CONNECTION_(REFUSED|RESET)|ERR_EMPTY_RESPONSE|Failed to fetch/);
  const requester = await records.requester();
  const { id } = await records.ticket({ requester });
  const mine = new ChatPage(await as("renata"));
  await mine.openAsTeam(id);
  await mine.say("guardada");
  await mine.expectFate("guardada", "Enviada");
  await desk.kill9();
  await expect(mine.connection).toHaveClass(/is-bad/);
  await mine.say("escrita sem servidor");
  await mine.expectFate("escrita sem servidor", "Aguardando conexão");
  await desk.serve();
  await mine.page.reload();
  await mine.expectFate("escrita sem servidor", "Enviada");
  expect(await mine.words()).toEqual(["guardada", "escrita sem servidor"]);
});

test("unread messages are counted in the rail, the title, the grid and the tab @smoke", async ({ as, asLogin, records }) => {
  const requester = await records.requester();
  const { id, subject } = await records.ticket({ requester });
  const renata = await as("renata");
  const list = new TicketsPage(renata);
  await list.openOf(requester);
  const hers = new ChatPage(await asLogin(requester.login, PHONE));
  await hers.openAsRequester(id);
  await hers.say("um");
  await hers.say("dois");
  await expect(list.row(subject).getByText("2 mensagens não lidas")).toHaveCount(1);
  await expect(renata).toHaveTitle(/^\(\d+\) /);
  const rail = renata.getByRole("navigation", { name: "Principal" });
  await expect(rail.getByText(/mensagens não lidas/)).toHaveCount(1);
  await renata.getByRole("button", { name: /^Conversas à espera: / }).click();
  const waiting = renata.getByRole("menuitem").filter({ hasText: subject });
  await expect(waiting).toContainText("2 mensagens não lidas");
  await expect(waiting).toHaveAttribute("href", `/tickets/${id}?tab=chat`);
  await renata.keyboard.press("Escape");

  const other = new TicketPage(await as("bianca"));
  await other.open(id, "details");
  await expect(other.tab("Chat")).toContainText("2");
  const mine = new ChatPage(await as("renata"));
  await mine.openAsTeam(id);
  await hers.expectFate("dois", "Lida");
  await expect(list.row(subject).getByText("mensagens não lidas")).toHaveCount(0);
  await expect(other.tab("Chat")).toHaveText("Chat");
});

test("what is being written stays when a colleague changes the ticket; a note comes back as a note @wide", async ({ as, records }) => {
  const requester = await records.requester();
  const ticket = await records.ticket({ requester });
  const page = await as("renata");
  const mine = new ChatPage(page);
  await mine.openAsTeam(ticket.id);
  const switched = page.getByRole("button", { name: "Nota interna" });
  await switched.click();
  await mine.text.fill("cliente reclamou do");
  await records.changeStatus(ticket.id, "analysing");
  await expect(page.getByText("Analisando").first()).toBeVisible();
  await mine.text.pressSequentially(" prazo");
  await expect(mine.text).toHaveValue("cliente reclamou do prazo");
  await expect(switched).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText(/Rascunho salvo/)).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(mine.text).toHaveValue("cliente reclamou do prazo");
  await expect(switched).toHaveAttribute("aria-pressed", "true");
  await mine.text.press("Control+Enter");
  await expect(mine.text).toHaveValue("");
  await expect(page.getByText(/Rascunho salvo/)).toHaveCount(0);
});

test("what is typed before the page's program runs stays typed", async ({ asLogin, records }) => {
  const requester = await records.requester();
  const { id } = await records.ticket({ requester });
  const page = await asLogin(requester.login, PHONE);
  let arrive = () => {};
  const held = new Promise<void>((resolve) => (arrive = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/portal/tickets/${id}`);
  const hers = new ChatPage(page);
  await hers.text.fill("escrevi no ônibus, sem sinal");
  arrive();
  await hydrated(page);
  await expect(hers.text).toHaveValue("escrevi no ônibus, sem sinal");
});

test("Mensagem needs a user of the requester, and says how to make one", async ({ as, records }) => {
  const { id } = await records.ticket();
  const page = await as("admin");
  const ticket = new TicketPage(page);
  await ticket.open(id);
  const option = await ticket.option("Mensagem");
  await expect(option).toHaveAttribute("aria-disabled", "true");
  await expect(option).toContainText("Este solicitante não está vinculado ao chat.");
  await page.keyboard.press("Escape");
  await page.goto(`/tickets/${id}?tab=chat`);
  await hydrated(page);
  await expect(page.getByRole("strong").filter({ hasText: "Este solicitante não está vinculado ao chat." })).toBeVisible();
  await page.getByRole("link", { name: "Abrir Usuários" }).click();
  await expect(page).toHaveURL(/\/settings\/users$/);
});

test("a canned reply by slash, with its variables; a note only the team sees @desktop", async ({ as, asLogin, records }) => {
  const requester = await records.requester();
  const { id } = await records.ticket({ requester });
  const hers = new ChatPage(await asLogin(requester.login));
  await hers.openAsRequester(id);
  const renata = await as("renata");
  const mine = new ChatPage(renata);
  await mine.openAsTeam(id);
  await mine.text.pressSequentially("/saud");
  await expect(renata.getByRole("option", { name: /^Saudação/ })).toBeVisible();
  await renata.keyboard.press("Enter");
  await expect(mine.text).toHaveValue(new RegExp(`^Olá, Solange\\. Aqui é Renata, .* atendimento #${id}\\.$`));
  await renata.keyboard.press("Control+Enter");
  await hers.expectSaid(`atendimento #${id}`);

  const note = unique("conferir o cadastro");
  await renata.getByRole("button", { name: "Nota interna" }).click();
  await mine.text.fill(note);
  await renata.keyboard.press("Control+Enter");
  await expect(mine.message(note)).toContainText("Nota interna de Renata Queiroz");
  await mine.say("depois da nota");
  await hers.expectSaid("depois da nota");
  await expect(hers.page.getByText(note)).toHaveCount(0);
});

test("a closed ticket can be talked about and reopened @desktop", async ({ as, records }) => {
  const requester = await records.requester();
  const { id } = await records.ticket({ requester });
  await records.changeStatus(id, "finished");
  const renata = await as("renata");
  const mine = new ChatPage(renata);
  await mine.openAsTeam(id);
  await mine.say("ainda aqui");
  await mine.expectFate("ainda aqui", "Enviada");
  await expect(renata.getByText("Este atendimento está finalizado.")).toBeVisible();
  await mine.page.locator(".chat__closed").getByRole("button", { name: "Reabrir" }).click();
  await expect(renata.getByText("Este atendimento está finalizado.")).toBeHidden();
  await new TicketPage(renata).expectStatus("Reaberto");
});

test("without JavaScript the form sends @desktop", async ({ as, asLogin, records }) => {
  const requester = await records.requester();
  const { id } = await records.ticket({ requester });
  const page = await asLogin(requester.login, { javaScriptEnabled: false });
  await page.goto(`/portal/tickets/${id}`);
  await page.locator("#chat-text").fill("sem programa nenhum");
  await page.getByRole("button", { name: /^Enviar/ }).click();
  await expect(page.getByRole("log")).toContainText("sem programa nenhum");
  const mine = new ChatPage(await as("renata"));
  await mine.openAsTeam(id);
  await mine.expectSaid("sem programa nenhum");
});

test("a half-written message follows to another browser; older ones load on the way up @desktop", async ({ as, records, sessions, desk }) => {
  const requester = await records.requester();
  const { id } = await records.ticket({ requester });
  const headers = await sessions.headers("bianca");
  for (let number = 1; number <= 60; number++) {
    const body = new URLSearchParams({ ticket: String(id), key: `older-message-${String(number).padStart(4, "0")}`, text: `mensagem ${number}`, next: "/" });
    await fetch(`${desk.url}/chat/messages`, { method: "POST", redirect: "manual", body, headers });
  }
  const first = new ChatPage(await as("renata"));
  await first.openAsTeam(id);
  await expect(first.message("mensagem 60")).toBeInViewport();
  await expect(first.message(/mensagem 5$/)).toHaveCount(0);
  await first.log.evaluate((log) => log.scrollTo(0, -log.scrollHeight));
  await expect(first.log.getByText("mensagem 1", { exact: true })).toHaveCount(1);
  await first.text.fill("ainda penso");
  await expect(first.page.getByText(/Rascunho salvo/)).toBeVisible();
  const second = new ChatPage(await as("renata"));
  await second.openAsTeam(id);
  await expect(second.text).toHaveValue("ainda penso");
});

test("the conversation is accessible in both themes", async ({ page, sessions, records, desk }) => {
  await page.context().addCookies([await sessions.cookie("renata")]);
  const requester = await records.requester();
  const { id } = await records.ticket({ requester });
  const headers = await sessions.headersOf(await sessions.of(requester.login));
  const body = new URLSearchParams({ ticket: String(id), key: "one-message-of-hers", text: "Olá https://exemplo.com", next: "/" });
  await fetch(`${desk.url}/chat/messages`, { method: "POST", redirect: "manual", body, headers });
  const chat = new ChatPage(page);
  await chat.openAsTeam(id);
  await chat.say("Bom dia");
  await chat.expectFate("Bom dia", "Enviada");
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);
});
