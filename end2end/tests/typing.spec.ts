// What a key means: letters typed faster than a field comes are text, keys that write are no commands, Esc leaves a field
// before it leaves the page.
import { expect, test, type Page } from "../support/test";
import { ChatPage } from "../support/pages/chat.page";
import { NewTicketPage } from "../support/pages/new-ticket.page";
import { Palette } from "../support/pages/palette.page";
import { TicketPage } from "../support/pages/ticket.page";
import { TicketsPage } from "../support/pages/tickets.page";

interface Held {
  ctrlKey?: boolean;
  altKey?: boolean;
  modifierAltGraph?: boolean;
  isComposing?: boolean;
  keyCode?: number;
  code?: string;
  location?: number;
}

/** A key pressed with what Playwright's keyboard cannot hold down: AltGr, an input method, the number pad. */
async function press(page: Page, key: string, how: Held): Promise<void> {
  await page.evaluate(
    ({ key, how }) => {
      const at = document.activeElement ?? document.body;
      at.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...how }));
    },
    { key, how },
  );
}

/** Answers of the desk to these paths take a while, as they do over a telephone. */
async function slow(page: Page, paths: RegExp): Promise<void> {
  await page.route(paths, async (route) => {
    await new Promise((done) => setTimeout(done, 400));
    await route.continue();
  });
}

test("what is typed after R, I, E and M goes into the field that comes, and nothing of it is a command @desktop @smoke", async ({
  as,
  records,
}) => {
  const { id, subject } = await records.ticket({ requester: await records.requester() });
  const page = await as("renata");
  const ticket = new TicketPage(page);
  const chat = new ChatPage(page);
  await ticket.open(id, "history");
  await slow(page, /\/api\/chat\//);

  // Each of these letters is a command of its own: m, e, s, r, i, n.
  await page.keyboard.type("rmesmo assim");
  await expect(chat.text).toHaveValue("mesmo assim");
  await expect(chat.text).toBeFocused();
  await page.keyboard.type(", sim");
  await expect(chat.text).toHaveValue("mesmo assim, sim");
  await expect(ticket.acts.moving).toBeHidden();

  await ticket.tab("Histórico").click();
  await page.keyboard.type("iremos ver");
  await expect(ticket.note).toHaveValue("remos ver");

  await ticket.tab("Histórico").click();
  await page.keyboard.type("e, em Manaus");
  await expect(ticket.field("Assunto")).toHaveValue(`${subject}, em Manaus`);

  await ticket.tab("Histórico").click();
  await page.keyboard.type("mbian");
  await expect(ticket.acts.moving).toBeVisible();
  await expect(ticket.acts.moving.getByLabel(/^Novo responsável/).locator("option:checked")).toHaveText(/^Bianca/);
  await expect(ticket.acts.moving.getByLabel(/^Novo responsável/)).toBeFocused();
});

test("N opens the form while one types; Ctrl+K takes what follows, wherever one was @desktop", async ({ as, records }) => {
  const requester = await records.person();
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.open();
  await slow(page, /\/api\/tickets\/choices/);
  await page.keyboard.type(`n${requester.name}`);
  const drawer = new NewTicketPage(page);
  await expect(drawer.requester).toHaveValue(requester.name);

  await list.open();
  await list.search.focus();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("segunda");
  const palette = new Palette(page);
  await expect(palette.search).toHaveValue("segunda");
  await expect(list.search).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(palette.dialog).toBeHidden();
  await expect(list.search).toBeFocused();
});

test("Esc gives up waiting for a field; a form that is locked is not waited for @desktop", async ({ as, records }) => {
  const page = await as("renata");
  const requester = await records.person();
  const { id } = await records.ticket({ requester });
  const { id: other } = await records.ticket({ requester });
  const ticket = new TicketPage(page);
  await ticket.open(id, "history");
  // The conversation never comes.
  await page.route(/\/api\/chat\//, (route) => void route);
  await page.keyboard.type("rnada");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/tab=chat/);
  await page.keyboard.press("i");
  await expect(ticket.note).toBeFocused();
  await page.unroute(/\/api\/chat\//);

  await records.merge(id, other);
  await ticket.open(id, "history");
  await page.keyboard.type("ex");
  await expect(ticket.field("Assunto")).toBeDisabled();
  await expect(page.locator("#write-ahead")).toHaveCount(0);
  await page.keyboard.press("i");
  await expect(page).toHaveURL(/tab=notes/);
});

test("AltGr+Enter and Enter of an input method send nothing; Ctrl+Enter sends once @desktop", async ({ as, records }) => {
  const { id } = await records.ticket({ requester: await records.requester() });
  const page = await as("renata");
  const chat = new ChatPage(page);
  await chat.openAsTeam(id);
  await chat.text.fill("Ainda escrevendo");
  await chat.text.focus();
  const held: Held[] = [
    { ctrlKey: true, altKey: true },
    { ctrlKey: true, modifierAltGraph: true },
    { ctrlKey: true, isComposing: true },
    { ctrlKey: true, keyCode: 229 },
  ];
  for (const how of held) {
    await press(page, "Enter", how);
    await expect(chat.text).toHaveValue("Ainda escrevendo");
  }
  await page.keyboard.press("Control+Enter");
  await chat.expectSaid("Ainda escrevendo");
  await expect(chat.text).toHaveValue("");

  const ticket = new TicketPage(page);
  await ticket.open(id, "notes");
  await ticket.note.fill("Nota pela metade");
  for (const how of held) await press(page, "Enter", how);
  await expect(ticket.note).toHaveValue("Nota pela metade");
  await page.keyboard.press("Control+Enter");
  await expect(ticket.panel.getByRole("listitem").filter({ hasText: "Nota pela metade" })).toHaveCount(1);
});

test("Alt and digits of the number pad write á and change no tab @desktop", async ({ as, records }) => {
  const { id } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id, "notes");
  await ticket.note.focus();
  for (const digit of ["0", "2", "2", "5"]) {
    await press(page, digit, { altKey: true, code: `Numpad${digit}`, location: 3 });
  }
  await expect(ticket.tab("Notas internas")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Alt+6");
  await expect(ticket.tab("Histórico")).toHaveAttribute("aria-selected", "true");
});

test("Esc leaves the note box, and only the next one leaves the ticket @desktop", async ({ as, records }) => {
  const { id } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id, "notes");
  await ticket.note.click();
  await page.keyboard.type("Ligar amanhã");
  await page.keyboard.press("Escape");
  await expect(ticket.note).not.toBeFocused();
  await expect(ticket.note).toHaveValue("Ligar amanhã");
  await expect(page).toHaveURL(new RegExp(`/tickets/${id}`));
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/tickets$/);
});
