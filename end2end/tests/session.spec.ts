// A session that ends while somebody types: the page stays, asks for the password, and nothing typed is lost.
import { expect, expectNoViolations, hydrated, test, unique } from "../support/test";
import { LoginPage } from "../support/pages/login.page";
import { NewTicketPage } from "../support/pages/new-ticket.page";
import { SignInAgain, UserMenu } from "../support/pages/sign-in-again.page";
import { TicketPage } from "../support/pages/ticket.page";

test.beforeEach(({ consoleGuard }) => {
  // What a browser says about requests of an ended session.
  consoleGuard.allow(/status of 401/);
  consoleGuard.allow(/status of 422 .*\/login/);
  consoleGuard.allow(/WebSocket connection to .*\/ws/);
});

test("signed out in another tab: the note survives the new sign-in and is saved", async ({ page, records }) => {
  const { id } = await records.ticket();
  // A session of its own, since it ends.
  const login = new LoginPage(page);
  await login.open();
  await login.signIn("renata");
  await login.expectGone();
  const ticket = new TicketPage(page);
  await ticket.open(id, "notes");
  const text = unique("Cliente confirmou o endereço");
  await ticket.note.fill(text);

  const other = await page.context().newPage();
  await other.goto("/account");
  await hydrated(other);
  await new UserMenu(other).choose("Sair");
  await expect(new LoginPage(other).submit).toBeVisible();
  await other.close();

  await ticket.addNote.click();
  const again = new SignInAgain(page);
  await expect(again.dialog).toBeVisible();
  await expectNoViolations(page);
  await again.signIn("renata", "not-the-password");
  await expect(again.dialog.getByRole("alert")).toHaveText("E-mail ou senha incorretos.");
  await again.signIn("renata");
  await expect(again.dialog).toBeHidden();
  await expect(ticket.note).toHaveValue(text);
  await ticket.addNote.click();
  await expect(ticket.panel.getByRole("listitem").filter({ hasText: text })).toBeVisible();
  await expect(ticket.note).toHaveValue("");
});

test("typed after the session had ended: the draft waits for the sign-in and survives a reload", async ({
  page,
  records,
  sessions,
}) => {
  const { id } = await records.ticket();
  await page.context().addCookies([await sessions.fresh("bianca")]);
  const ticket = new TicketPage(page);
  await ticket.open(id, "notes");
  await page.context().clearCookies();
  const refused = page.waitForResponse((answer) => answer.url().includes("/drafts/") && answer.status() === 401);
  const text = unique("Digitado depois do fim da sessão");
  await ticket.note.fill(text);
  await refused;
  await expect(ticket.draftMark).toBeHidden();
  await ticket.addNote.click();
  const again = new SignInAgain(page);
  await again.signIn("bianca");
  await expect(again.dialog).toBeHidden();
  await expect(ticket.draftMark).toBeVisible();
  await ticket.open(id, "notes");
  await expect(ticket.note).toHaveValue(text);
});

test("in the drawer of a new ticket the dialog opens above it, and the ticket is opened after all @desktop", async ({
  page,
  records,
  sessions,
}) => {
  const person = await records.person();
  await page.context().addCookies([await sessions.fresh("bianca")]);
  const drawer = new NewTicketPage(page);
  await drawer.open(`?requester=${person.id}`);
  await expect(drawer.requester).toHaveValue(person.name);
  const subject = unique("Segunda via pedida por telefone");
  await drawer.service.selectOption({ label: "Segunda via" });
  await drawer.subject.fill(subject);

  await page.context().clearCookies();
  await drawer.save.click();
  const again = new SignInAgain(page);
  await expect(again.dialog).toBeVisible();
  await again.signIn("bianca");
  await expect(again.dialog).toBeHidden();
  await expect(drawer.subject).toHaveValue(subject);
  await drawer.save.click();
  await expect(page).toHaveURL(/\/tickets\/\d+$/);
  await expect(new TicketPage(page).heading).toHaveText(subject);
});

test("somebody else who signs in there gets a page of their own @desktop", async ({ page, records, sessions }) => {
  const { id } = await records.ticket();
  await page.context().addCookies([await sessions.fresh("renata")]);
  const ticket = new TicketPage(page);
  await ticket.open(id, "notes");
  await ticket.note.fill("Não é da Bianca");
  await page.context().clearCookies();
  await ticket.addNote.click();
  const looked = page.waitForResponse((answer) => answer.url().includes("/drafts/load"));
  await new SignInAgain(page).signIn("bianca");
  await expect(new UserMenu(page).button).toHaveAccessibleName("Conta de Bianca Toledo");
  await hydrated(page);
  // Her own page asked whether she has a draft here.
  await looked;
  await expect(ticket.note).toHaveValue("");
});
