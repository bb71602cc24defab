// Without a mail server a mail becomes a file. Nobody received it, so nothing on a screen calls it sent, and nothing is green.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Desk } from "../support/desk";
import { Records } from "../support/records";
import { Sessions } from "../support/sessions";
import { test as base, expect, hydrated, USERS } from "../support/test";
import { SettingsPage } from "../support/pages/settings.page";
import { TicketPage } from "../support/pages/ticket.page";

const test = base.extend<{ ownDesk: Desk; ownSessions: Sessions }>({
  ownDesk: [
    async ({}, use) => {
      const desk = await Desk.start(null);
      await use(desk);
      await desk.remove();
    },
    { timeout: 60_000 },
  ],
  ownSessions: async ({ ownDesk }, use) => use(new Sessions(ownDesk)),
  baseURL: async ({ ownDesk }, use) => use(ownDesk.url),
});

test("a mail that became a file is told as such in the notice and in the history @desktop", async ({
  page,
  ownDesk,
  ownSessions,
}) => {
  const { id, requester } = await new Records(ownDesk, ownSessions).ticket();
  await page.context().addCookies([await ownSessions.cookie("renata")]);
  const ticket = new TicketPage(page);
  await ticket.open(id);
  await ticket.changeStatus("Analisando");
  await ticket.acts.expectChanged("Analisando");
  await ticket.acts.expectWrittenFor(requester.email);
  await ticket.tab("Histórico").click();
  const line = "E-mail gravado em arquivo: não havia servidor de e-mail configurado";
  await expect(ticket.panel.getByRole("row").filter({ hasText: line })).toBeVisible();
  await expect(page.getByText("E-mail enviado")).toHaveCount(0);
  expect(readdirSync(join(ownDesk.dataDir, "mail")).filter((name) => name.endsWith(".eml"))).toHaveLength(1);
});

test("the test mail and the link to sign in promise no mail either @desktop", async ({ page, newPage, ownSessions }) => {
  await page.context().addCookies([await ownSessions.cookie("admin")]);
  await new SettingsPage(page).open("/settings/general?tab=mail");
  await page.getByRole("button", { name: "Enviar teste para mim" }).click();
  const result = page.getByRole("status").filter({ hasText: `E-mail para ${USERS.admin} gravado em arquivo` });
  await expect(result).toHaveAttribute("data-tone", "grey");

  // Who asks for a link is not told to look at their mail.
  const guest = await newPage();
  await guest.goto("/login?link=sent");
  await hydrated(guest);
  await expect(guest.getByRole("status").filter({ hasText: "Este balcão não envia e-mails." })).toBeVisible();
  await expect(guest.getByText("Confira seu e-mail.")).toHaveCount(0);
});
