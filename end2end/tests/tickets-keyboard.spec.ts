// A shift without a mouse: the whole way through the grid and a ticket by keys.
import { expect, test, unique } from "../support/test";
import { TicketPage } from "../support/pages/ticket.page";
import { TicketsPage } from "../support/pages/tickets.page";

test("J K Enter S and a digit, back, select and hand over, all by keys @desktop", async ({ as, records }) => {
  const requester = await records.person();
  const tickets = [];
  for (const subject of ["Primeiro", "Segundo", "Terceiro"]) {
    tickets.push(await records.ticket({ requester, subject: unique(subject) }));
  }
  // Newest first in the grid.
  const [third, second, first] = [tickets[2]!, tickets[1]!, tickets[0]!];
  const page = await as("renata");
  const list = new TicketsPage(page);
  await list.openOf(requester);

  await page.keyboard.press("j");
  await expect(list.row(second.subject)).toBeFocused();
  await page.keyboard.press("j");
  await expect(list.row(first.subject)).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  await expect(list.row(third.subject)).toBeFocused();
  await page.keyboard.press("j");
  await expect(list.row(second.subject)).toBeFocused();

  await page.keyboard.press("s");
  await expect(list.acts.menu.locator(":focus")).toHaveText(/Aberto/);
  await page.keyboard.press("3");
  await list.acts.expectChanged("Analisando");
  await list.expectStatus(second.id, "Analisando");

  // Where the cursor was, it stays.
  await page.keyboard.press("Enter");
  const ticket = new TicketPage(page);
  await expect(ticket.heading).toHaveText(second.subject);
  await ticket.expectStatus("Analisando");
  await expect(ticket.heading).toBeFocused();
  await page.keyboard.press("Alt+6");
  await expect(ticket.tab("Histórico")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("i");
  await expect(ticket.note).toBeFocused();
  await page.keyboard.type("Anotado sem mouse");
  await page.keyboard.press("Control+Enter");
  await expect(ticket.panel.getByRole("listitem").filter({ hasText: "Anotado sem mouse" })).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/tickets$/);

  await list.openOf(requester);
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(list.bulk).toContainText("2 selecionados");
  await page.keyboard.press("Escape");
  await expect(list.bulk).toBeHidden();
  await page.keyboard.press("/");
  await expect(list.search).toBeFocused();
  await list.heading.focus();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Atalhos do teclado" });
  await expect(sheet).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await page.keyboard.press("n");
  await expect(page.getByRole("dialog", { name: "Novo atendimento" })).toBeVisible();
});
