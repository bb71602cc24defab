// Without a mail server a mail becomes a file. Nobody received it, so nothing on a screen calls it sent, and nothing is green.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Desk } from "../support/desk";
import { Records } from "../support/records";
import { Sessions } from "../support/sessions";
import { expect, hydrated, test, USERS } from "../support/test";
import { SettingsPage } from "../support/pages/settings.page";
import { TicketPage } from "../support/pages/ticket.page";

test("a mail that became a file is told as such wherever its fate stands @desktop", async ({ newPage }) => {
  test.setTimeout(90_000);
  const desk = await Desk.start(null);
  try {
    const sessions = new Sessions(desk);
    const records = new Records(desk, sessions);
    const { id, requester } = await records.ticket();
    const page = await newPage({ baseURL: desk.url });
    await page.context().addCookies([await sessions.cookie("renata")]);
    const ticket = new TicketPage(page);
    await ticket.open(id);
    await ticket.changeStatus("Analisando");
    await ticket.acts.expectChanged("Analisando");
    await ticket.acts.expectWrittenFor(requester.email);
    await expect(page.getByText("E-mail enviado")).toHaveCount(0);
    await ticket.tab("Histórico").click();
    const line = "E-mail gravado em arquivo: não havia servidor de e-mail configurado";
    await expect(ticket.panel.getByRole("row").filter({ hasText: line })).toBeVisible();
    expect(readdirSync(join(desk.dataDir, "mail")).filter((name) => name.endsWith(".eml"))).toHaveLength(1);

    const admin = await newPage({ baseURL: desk.url });
    await admin.context().addCookies([await sessions.cookie("admin")]);
    await new SettingsPage(admin).open("/settings/general?tab=mail");
    await admin.getByRole("button", { name: "Enviar teste para mim" }).click();
    const result = admin.getByRole("status").filter({ hasText: `E-mail para ${USERS.admin} gravado em arquivo` });
    await expect(result).toHaveAttribute("data-tone", "grey");

    // Who asks for a link to sign in is not told to look at their mail.
    const guest = await newPage({ baseURL: desk.url });
    await guest.goto("/login?link=sent");
    await hydrated(guest);
    await expect(guest.getByRole("status").filter({ hasText: "Este balcão não envia e-mails." })).toBeVisible();
    await expect(guest.getByText("Confira seu e-mail.")).toHaveCount(0);
  } finally {
    await desk.remove();
  }
});
