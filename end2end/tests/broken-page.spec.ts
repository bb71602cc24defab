// A page whose program died says so, keeps what was typed, goes on with one press, and the server hears of it.
import { expect, hydrated, test, type Page } from "../support/test";

/** Kills the page's program as a defect would: it is started once more over a document that is not what it expects. */
async function kill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const script = document.querySelector<HTMLLinkElement>("link[rel=modulepreload]")?.href ?? "";
    const program = (await import(script)) as { hydrate: () => void };
    document.querySelector(".app")?.remove();
    document.body.prepend(Object.assign(document.createElement("div"), { className: "app" }));
    try {
      program.hydrate();
    } catch {
      // a dead program throws
    }
  });
}

test("a page that died keeps what was typed and goes on @smoke @desktop", async ({ as, records, desk, consoleGuard }) => {
  consoleGuard.allow(/panicked at|unreachable|RuntimeError|hydrat/i);
  const ticket = await records.ticket();
  const page = await as("renata");
  await page.goto(`/tickets/${ticket.id}?tab=notes`);
  await hydrated(page);
  await page.locator("#note-text").fill("Ligar depois das 14h, <b>não</b> antes");
  await kill(page);

  const bar = page.getByRole("alert").filter({ hasText: "Esta página parou de responder. O que você digitou está guardado." });
  await expect(bar).toBeVisible();
  await bar.getByRole("link", { name: "Continuar de onde parei" }).click();
  await hydrated(page);
  await expect(page).toHaveURL(new RegExp(`/tickets/${ticket.id}\\?tab=notes`));
  await expect(page.locator("#note-text")).toHaveValue("Ligar depois das 14h, <b>não</b> antes");
  // Alive: what was put back can be sent.
  await page.getByRole("button", { name: "Adicionar nota" }).click();
  await expect(page.locator("#note-text")).toHaveValue("");

  const metrics = await (await page.request.get("/metrics")).text();
  expect(metrics).toContain('balcao_client_errors_total{route="/tickets/{number}"} 1');
  const log = desk.log();
  expect(log).toContain("a page died in somebody's browser");
  expect(log, "never what was typed").not.toContain("Ligar depois");
});
