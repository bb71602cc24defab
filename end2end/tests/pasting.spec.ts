// Cells copied from a spreadsheet come with a picture of themselves: what was meant is their text.
import { expect, test, type Page } from "../support/test";
import { ChatPage } from "../support/pages/chat.page";
import { PNG, Uploads } from "../support/pages/files.page";
import { TicketPage } from "../support/pages/ticket.page";

/** Puts on the clipboard what a spreadsheet or a screenshot would. */
async function copy(page: Page, text: string | undefined): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(
    async ({ text, bytes }) => {
      const parts: Record<string, Blob> = { "image/png": new Blob([Uint8Array.from(bytes)], { type: "image/png" }) };
      if (text !== undefined) {
        parts["text/plain"] = new Blob([text], { type: "text/plain" });
        parts["text/html"] = new Blob([`<table><tr><td>${text}</td></tr></table>`], { type: "text/html" });
      }
      await navigator.clipboard.write([new ClipboardItem(parts)]);
    },
    { text, bytes: [...PNG] },
  );
}

test("pasted cells are text in the composer, a pasted picture is a file @desktop @smoke", async ({ as, records }) => {
  const { id } = await records.ticket({ requester: await records.requester() });
  const page = await as("renata");
  const chat = new ChatPage(page);
  await chat.openAsTeam(id);
  await copy(page, "Fatura\tValor\n501-1\t119,90");
  await chat.text.focus();
  await page.keyboard.press("Control+v");
  await expect(chat.text).toHaveValue("Fatura\tValor\n501-1\t119,90");
  await expect(chat.composer.getByRole("listitem")).toHaveCount(0);

  await copy(page, undefined);
  await page.keyboard.press("Control+v");
  await expect(chat.composer.getByRole("listitem")).toContainText("pronto");
  await expect(chat.text).toHaveValue("Fatura\tValor\n501-1\t119,90");
});

test("pasted cells are no file of the ticket, a picture is @desktop", async ({ as, records }) => {
  const { id } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id, "files");
  const uploads = new Uploads(page, ticket.panel);
  await expect(uploads.limits).toBeVisible();
  await copy(page, "Fatura\tValor");
  await page.keyboard.press("Control+v");
  await copy(page, undefined);
  await page.keyboard.press("Control+v");
  await expect(ticket.panel.getByRole("row").filter({ hasText: ".png" })).toHaveCount(1);
  await expect(ticket.tab("Arquivos")).toContainText("1");
});
