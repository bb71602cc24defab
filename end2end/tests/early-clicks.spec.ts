// Before the page's program runs: a line says that it is on its way, and what is pressed or typed meanwhile is not lost.
import { expect, hydrated, test, unique, type Page } from "../support/test";
import { ChatPage } from "../support/pages/chat.page";
import { TicketPage } from "../support/pages/ticket.page";
import { TicketsPage } from "../support/pages/tickets.page";

/** Holds the page's program back; the answer lets it come. */
async function hold(page: Page): Promise<() => Promise<void>> {
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await page.route(/\.wasm/, async (route) => {
    await released;
    await route.continue();
  });
  return async () => {
    release();
    await hydrated(page);
    await page.unroute(/\.wasm/);
  };
}

const line = (page: Page) => page.locator(".arriving");

test("a pressed tab, a shortcut and the letters after it take effect once the program runs @desktop @smoke", async ({
  as,
  records,
}) => {
  const { id } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  let arrive = await hold(page);
  await page.goto(`/tickets/${id}`, { waitUntil: "commit" });
  await expect(line(page)).toBeVisible();
  // Pressed again since nothing happens: once is what was meant.
  await ticket.tab("Histórico").click();
  await ticket.tab("Histórico").click();
  await arrive();
  await expect(ticket.tab("Histórico")).toHaveAttribute("aria-selected", "true");
  await expect(line(page)).toBeHidden();

  arrive = await hold(page);
  await page.reload({ waitUntil: "commit" });
  await expect(ticket.heading).toBeVisible();
  await page.keyboard.type("iremos ligar");
  await arrive();
  await expect(ticket.note).toHaveValue("remos ligar");
  await expect(ticket.note).toBeFocused();
});

test("what is typed into a field early is there afterwards, and known to the page @desktop", async ({ as, records }) => {
  const { subject } = await records.ticket({ subject: unique("Procurado cedo") });
  const { id } = await records.ticket();
  const page = await as("renata");
  const list = new TicketsPage(page);
  let arrive = await hold(page);
  await page.goto("/tickets", { waitUntil: "commit" });
  await list.search.pressSequentially(subject);
  await arrive();
  await expect(list.search).toHaveValue(subject);
  await expect(list.rows).toHaveCount(1);

  const ticket = new TicketPage(page);
  arrive = await hold(page);
  await page.goto(`/tickets/${id}`, { waitUntil: "commit" });
  await ticket.field("Assunto").fill("Corrigido cedo");
  await arrive();
  await expect(ticket.field("Assunto")).toHaveValue("Corrigido cedo");
  await expect(ticket.save).toBeEnabled();
  await ticket.panel.getByRole("button", { name: "Descartar" }).click();
});

test("a form without an address is sent once, by the program; one with an address goes at once @desktop", async ({ as, records }) => {
  const { id } = await records.ticket({ requester: await records.requester() });
  const page = await as("renata");
  const ticket = new TicketPage(page);
  let arrive = await hold(page);
  await page.goto(`/tickets/${id}?tab=notes`, { waitUntil: "commit" });
  await ticket.note.fill("Anotado cedo");
  await ticket.addNote.click();
  await expect(page).toHaveURL(/tab=notes$/);
  await expect(ticket.note).toHaveValue("Anotado cedo");
  await arrive();
  await expect(ticket.panel.getByRole("listitem").filter({ hasText: "Anotado cedo" })).toHaveCount(1);
  await expect(ticket.note).toHaveValue("");

  const chat = new ChatPage(page);
  arrive = await hold(page);
  await page.goto(`/tickets/${id}?tab=chat`, { waitUntil: "commit" });
  await chat.text.fill("Enviado pelo navegador");
  await chat.send.click();
  await chat.expectSaid("Enviado pelo navegador");
  await arrive();
  await chat.expectConnected();
  await chat.expectSaid("Enviado pelo navegador");
  await expect(chat.text).toHaveValue("");
});

test("a link goes where it leads without the program; without JavaScript nothing waits for one @desktop", async ({
  as,
  newPage,
  records,
}) => {
  const requester = await records.person();
  const { id, subject } = await records.ticket({ requester });
  const page = await as("renata");
  const list = new TicketsPage(page);
  const arrive = await hold(page);
  await page.goto(`/tickets?requester=${requester.id}`, { waitUntil: "commit" });
  await list.subject(subject).click();
  await expect(page).toHaveURL(new RegExp(`/tickets/${id}$`));
  await arrive();
  await expect(page).toHaveURL(new RegExp(`/tickets/${id}$`));

  const plain = await newPage({ javaScriptEnabled: false });
  await plain.goto("/login");
  await expect(plain.getByRole("button", { name: "Entrar", exact: true })).toBeVisible();
  await expect(line(plain)).toBeHidden();
});
