// A text that is too long stays whole: how much is too much is said while one types and when one sends.
import { expect, expectNoViolationsInBothThemes, test, unique } from "../support/test";
import { ChatPage } from "../support/pages/chat.page";
import { SettingsPage } from "../support/pages/settings.page";
import { TicketPage } from "../support/pages/ticket.page";

test("a message over the limit keeps its end, says by how much, and goes once it fits @desktop @smoke", async ({ as, records }) => {
  const { id } = await records.ticket({ requester: await records.requester() });
  const page = await as("renata");
  const chat = new ChatPage(page);
  await chat.openAsTeam(id);
  const end = " fim do texto colado";
  const long = "é".repeat(4_120 - end.length) + end;
  await chat.text.focus();
  // As pasted: an attribute of the field would cut it.
  await page.keyboard.insertText(long);
  await expect(chat.text).toHaveValue(long);
  const count = chat.composer.locator("#chat-text-count");
  await expect(count).toHaveText("4.120 de 4.000");
  await expect(chat.text).toHaveAccessibleDescription(/4\.120 de 4\.000/);
  await expectNoViolationsInBothThemes(page);
  await chat.send.click();
  await expect(chat.composer.getByRole("alert").filter({ hasText: "Use no máximo 4.000 caracteres." })).toBeVisible();
  await expect(chat.text).toHaveValue(long);
  await expect(chat.log).not.toContainText(end);

  // White space around it does not count, as it is not kept.
  await chat.text.fill(`   ${"é".repeat(3_999)}\n`);
  await expect(count).toHaveText("3.999 de 4.000");
  await chat.send.click();
  await expect(chat.text).toHaveValue("");
  await expect(count).toBeEmpty();
});

test("a subject, a note and a name over their limits are kept, counted and refused @desktop", async ({
  as,
  consoleGuard,
  records,
}) => {
  consoleGuard.allow(/status of 4\d\d/);
  const { id, subject } = await records.ticket();
  const page = await as("renata");
  const ticket = new TicketPage(page);
  await ticket.open(id);
  await ticket.field("Assunto").press("End");
  await page.keyboard.insertText(" e mais".repeat(30));
  const typed = subject + " e mais".repeat(30);
  await expect(ticket.field("Assunto")).toHaveValue(typed);
  await expect(ticket.field("Assunto")).toHaveAccessibleDescription(new RegExp(`${typed.length} de 160`));
  await ticket.save.click();
  await expect(ticket.field("Assunto")).toHaveAccessibleDescription(/Use no máximo 160 caracteres\./);
  await expect(ticket.field("Assunto")).toHaveValue(typed);
  await ticket.panel.getByRole("button", { name: "Descartar" }).click();

  await ticket.open(id, "notes");
  await ticket.note.focus();
  await page.keyboard.insertText("n".repeat(20_100));
  await expect(ticket.note).toHaveAccessibleDescription(/20\.100 de 20\.000/);
  await ticket.addNote.click();
  await expect(ticket.note).toHaveAccessibleDescription(/Use no máximo 20\.000 caracteres\./);
  expect((await ticket.note.inputValue()).length).toBe(20_100);
  await ticket.note.fill("");

  const admin = await as("admin");
  const settings = new SettingsPage(admin);
  await settings.open("/settings/canned-replies");
  await admin.getByRole("button", { name: "Nova resposta" }).click();
  await settings.dialog.getByLabel(/^Nome/).focus();
  await admin.keyboard.insertText(unique("x".repeat(60)));
  await settings.dialog.getByRole("button", { name: /^Salvar/ }).click();
  await expect(settings.dialog.getByLabel(/^Nome/)).toHaveAccessibleDescription(/Use no máximo 60 caracteres\. \d\d de 60/);
});

test("no field of free text cuts what is put into it @desktop", async ({ as, records }) => {
  const { id } = await records.ticket({ requester: await records.requester() });
  const page = await as("renata");
  for (const path of [`/tickets/${id}`, `/tickets/${id}?tab=chat`, `/tickets/${id}?tab=notes`, "/tickets/new", "/people/new"]) {
    await page.goto(path);
    await expect(page.locator("textarea, input:not([type=hidden])").first()).toBeAttached();
    await expect(page.locator("[maxlength]")).toHaveCount(0);
  }
});
