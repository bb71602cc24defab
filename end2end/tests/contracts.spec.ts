// The path of seed 001: configure, filter, Ações, Liberar temporariamente, the notification, the summary; every refusal; the
// end of a release on the screen without a reload; payment.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, expectNoSidewaysScroll, expectNoViolationsInBothThemes, hydrated, test, unique } from "../support/test";
import { exportedCsv } from "../support/export";
import { ContractsPage } from "../support/pages/contracts.page";
import { SettingsPage } from "../support/pages/settings.page";

/** dd/mm/aaaa in the company's zone, so many days from today. */
function dayFromToday(days: number): string {
  const at = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat("pt-BR", { timeZone: "America/Sao_Paulo" }).format(at);
}

test("configure, filter, Ações, Liberar temporariamente, notification and summary @smoke @wide", async ({ as, records }) => {
  const contract = await records.contract();
  const admin = await as("admin");
  const settings = new SettingsPage(admin);
  await settings.open("/settings/general?tab=contracts-2");
  await expect(admin.getByRole("switch", { name: "Status liberar temporariamente" })).toBeChecked();
  await expect(admin.getByLabel("Quantidade de dias de liberação temporária")).toHaveValue("3");
  await expect(admin.getByText(`${dayFromToday(2)} 23:59`)).toBeVisible();

  const renata = await as("renata");
  const contracts = new ContractsPage(renata);
  await contracts.open();
  await renata.getByRole("searchbox").fill(contract.holder);
  await expect(renata).toHaveURL(/q=/);
  await expect(contracts.grid.getByRole("row")).toHaveCount(2);
  await expect(contracts.row(contract.number)).toContainText("Bloqueio automático");
  await contracts.openMenu(contract.number);
  await expect(contracts.item(/^Liberar temporariamente/)).toContainText(`até ${dayFromToday(2)} 23:59`);
  await expect(contracts.item(/^Bloquear manualmente/)).toHaveAttribute("aria-disabled", "true");
  await contracts.item(/^Liberar temporariamente/).click();
  await expect(contracts.dialog).toContainText(`${dayFromToday(2)} às 23:59`);
  await expect(contracts.dialog).toContainText("volta para Bloqueio automático");
  await contracts.dialog.getByLabel(/^Observação/).fill("prometeu pagar");
  await contracts.dialog.getByRole("button", { name: `Liberar até ${dayFromToday(2)}` }).click();
  await contracts.expectToast(
    new RegExp(`Contrato ${contract.number} liberado temporariamente até ${dayFromToday(2)} 23:59\\. Protocolo \\d{8}-\\d{6}-\\d\\.`),
  );
  await expect(contracts.row(contract.number)).toContainText("Liberado temporariamente");
  await contracts.row(contract.number).getByRole("link", { name: contract.holder }).click();
  await expect(contracts.panel).toContainText(`${dayFromToday(2)} 23:59`);
  await expect(contracts.panel).toContainText("Renata Queiroz");
  await expect(contracts.panel).toContainText(dayFromToday(30));
});

test("each refusal stands in the menu and in the summary with its reason @wide", async ({ as, records }) => {
  // Six contracts, each brought in by a list of its own.
  test.setTimeout(180_000);
  const cases: [Parameters<typeof records.contract>[0], string][] = [
    [{ status: "Inativo" }, "O contrato está inativo e não pode ser liberado."],
    [{ access: "A", overdue: 0 }, "O contrato não está bloqueado."],
    [{ access: "CM" }, "O bloqueio manual não permite liberação temporária."],
    [{ access: "AA" }, "O bloqueio Aguardando assinatura não permite liberação temporária."],
    [{ choice: "N", restriction: "acordo quebrado" }, "Liberação restrita para este contrato: acordo quebrado."],
  ];
  const fabio = await as("fabio");
  const contracts = new ContractsPage(fabio);
  for (const [options, reason] of cases) {
    const { number } = await records.contract(options);
    await contracts.openOf(number);
    await contracts.openMenu(number);
    await expect(contracts.item(/^Liberar temporariamente/)).toHaveAttribute("aria-disabled", "true");
    await expect(contracts.item(/^Liberar temporariamente/)).toContainText(reason);
    await contracts.item(/^Ver resumo/).click();
    await expect(contracts.panel).toContainText(reason);
    await contracts.panel.getByRole("button", { name: /^Liberar temporariamente/ }).click({ force: true });
    await contracts.expectToast(reason);
  }
  // Somebody without the permission.
  const { number } = await records.contract();
  const bianca = new ContractsPage(await as("bianca"));
  await bianca.openOf(number);
  await bianca.openMenu(number);
  await expect(bianca.item(/^Liberar temporariamente/)).toContainText(
    "Você não tem permissão para liberar temporariamente.",
  );
});

test("a colleague was faster: the refusal says until when, and the row follows @wide", async ({ as, records, consoleGuard }) => {
  consoleGuard.allow(/409 \(Conflict\)/);
  const { number } = await records.contract();
  const fabio = new ContractsPage(await as("fabio"));
  await fabio.openOf(number);
  await fabio.openMenu(number);
  await fabio.item(/^Liberar temporariamente/).click();
  await expect(fabio.dialog.getByRole("button", { name: /^Liberar até/ })).toBeVisible();
  const form = { key: "a".repeat(32 - String(number).length) + number, id: number, note: "", override_reason: "" };
  await records.call("contracts/release", { form }, "sofia");
  await fabio.dialog.getByRole("button", { name: /^Liberar até/ }).click();
  await fabio.expectToast(`O contrato já está liberado temporariamente até ${dayFromToday(2)}.`);
  await expect(fabio.row(number)).toContainText("Liberado temporariamente");
});

test("at its end the contract is blocked again on the screen, without a reload @smoke @wide", async ({ as, records }) => {
  test.setTimeout(90_000);
  const { number } = await records.contract();
  const fabio = new ContractsPage(await as("fabio"));
  await fabio.openOf(number);
  await fabio.release(number);
  await expect(fabio.row(number)).toContainText("Liberado temporariamente");
  await records.endRelease(number);
  await expect(fabio.row(number)).toContainText("Bloqueio automático", { timeout: 30_000 });
  await fabio.row(number).getByRole("link").first().click();
  await expect(fabio.panel).toContainText("Liberação expirou sem pagamento");
  // The wait counts from the start; a supervisor may go over it with a reason.
  await expect(fabio.panel).toContainText(`Nova liberação disponível a partir de ${dayFromToday(30)}`);
  const sofia = new ContractsPage(await as("sofia"));
  await sofia.openOf(number);
  await sofia.openMenu(number);
  await sofia.item(/^Liberar antes do prazo/).click();
  await sofia.dialog.getByRole("button", { name: /^Liberar até/ }).click();
  await expect(sofia.dialog.getByLabel(/^Motivo para liberar antes do prazo/)).toHaveAccessibleDescription(/Informe o motivo/);
  await sofia.dialog.getByLabel(/^Motivo para liberar antes do prazo/).fill("cliente hospitalizado");
  await sofia.dialog.getByRole("button", { name: /^Liberar até/ }).click();
  await expect(sofia.dialog).toBeHidden();
  await expect(fabio.row(number)).toContainText("Liberado temporariamente");
});

test("payments settle a release; a revoked one is blocked again @wide", async ({ as, records }) => {
  const { number } = await records.contract({ overdue: 2 });
  const page = await as("fabio");
  const fabio = new ContractsPage(page);
  await fabio.openOf(number);
  await expect(fabio.row(number)).toContainText("239,80");
  await fabio.release(number);
  await fabio.row(number).getByRole("link").first().click();
  await fabio.pay(`${number}-1`, "Outras faturas seguem em atraso");
  await fabio.expectToast(`Fatura ${number}-1 paga.`);
  await fabio.pay(`${number}-2`, "o bloqueio automático e a liberação terminam");
  await fabio.expectToast("Sem faturas em atraso: o bloqueio foi encerrado.");
  await expect(fabio.row(number)).toContainText("Ativo");

  const other = await records.contract();
  await fabio.openOf(other.number);
  await fabio.release(other.number);
  await fabio.openMenu(other.number);
  await fabio.item(/^Revogar liberação/).click();
  await fabio.dialog.getByRole("button", { name: "Revogar liberação" }).click();
  await expect(fabio.dialog.getByLabel(/^Motivo/)).toHaveAccessibleDescription(/Informe o motivo/);
  await fabio.dialog.getByLabel(/^Motivo/).fill("engano");
  await fabio.dialog.getByRole("button", { name: "Revogar liberação" }).click();
  await expect(fabio.row(other.number)).toContainText("Bloqueio automático");
});

test("revoking says what follows: a mistake of today makes nobody wait, unless the company says so @wide", async ({
  as,
  records,
}) => {
  const { number } = await records.contract();
  const fabio = new ContractsPage(await as("fabio"));
  await fabio.openOf(number);
  const ask = async () => {
    await fabio.release(number);
    await fabio.openMenu(number);
    await fabio.item(/^Revogar liberação/).click();
  };
  const confirm = async () => {
    await fabio.dialog.getByLabel(/^Motivo/).fill("engano");
    await fabio.dialog.getByRole("button", { name: "Revogar liberação" }).click();
    await expect(fabio.dialog).toBeHidden();
  };
  await ask();
  await expect(fabio.dialog).toContainText(
    "Esta liberação foi dada hoje e não conta para a espera. Nova liberação possível ainda hoje.",
  );
  await confirm();
  await fabio.row(number).getByRole("link").first().click();
  await fabio.expectFact("Última liberação", "revogada");
  await fabio.expectFact("Próxima liberação possível", "Hoje");

  const admin = await as("admin");
  const settings = new SettingsPage(admin);
  const counts = async (free: boolean) => {
    await settings.open("/settings/general?tab=contracts-2");
    const label = "Revogação no mesmo dia não conta para a espera";
    await expect(admin.getByRole("switch", { name: label })).toBeChecked({ checked: !free });
    await admin.getByRole("switch", { name: label }).click();
    await settings.save.click();
    await expect(settings.saveBar).toBeHidden();
  };
  await counts(false);
  try {
    // Released once more, since the first one counted for nothing.
    await ask();
    await expect(fabio.dialog).toContainText(`Nova liberação possível a partir de ${dayFromToday(30)}.`);
    await confirm();
    await fabio.expectFact("Próxima liberação possível", dayFromToday(30));
    await expect(fabio.panel).toContainText(`Nova liberação disponível a partir de ${dayFromToday(30)}`);
  } finally {
    await counts(true);
  }
});

test("somebody else was faster: the reason stays, and the next press speaks of the contract as it is @wide", async ({ as, consoleGuard, records }) => {
  consoleGuard.allow(/status of 409 .*contracts\/unblock/);
  const { number } = await records.contract();
  const fabio = new ContractsPage(await as("fabio"));
  await fabio.openOf(number);
  await fabio.openMenu(number);
  await fabio.item(/^Desbloquear/).click();
  await fabio.dialog.getByLabel(/^Motivo/).fill("pagou no caixa");
  const renata = new ContractsPage(await as("renata"));
  await renata.openOf(number);
  await renata.release(number);
  await fabio.dialog.getByRole("button", { name: /^Desbloquear/ }).click();
  await expect(fabio.dialog.getByRole("alert")).toBeVisible();
  await expect(fabio.dialog.getByLabel(/^Motivo/)).toHaveValue("pagou no caixa");
  await expect(async () => {
    await fabio.dialog.getByRole("button", { name: /^Desbloquear/ }).click();
    await expect(fabio.dialog).toBeHidden({ timeout: 2_000 });
  }).toPass();
  await expect(fabio.row(number)).toContainText("Ativo");
});

test("a view of the list is saved, found in its tab, and taken away after a question @wide", async ({ as }) => {
  const page = await as("fabio");
  const fabio = new ContractsPage(page);
  const name = unique("Manaus");
  await fabio.open();
  await page.locator("#contract-filters-open").click();
  // A space inside the words stays while one types.
  await page.getByLabel("Cidade").pressSequentially("Rio de Janeiro");
  await page.getByRole("button", { name: "Aplicar" }).click();
  await expect(page.getByRole("button", { name: "Cidade: Rio de Janeiro" })).toBeVisible();
  await page.getByRole("button", { name: "Salvar visão" }).click();
  await fabio.dialog.getByLabel("Nome da visão").fill(name);
  await fabio.dialog.getByRole("button", { name: "Salvar" }).click();
  await expect(page.getByRole("link", { name })).toHaveAttribute("aria-current", "true");
  await page.getByRole("button", { name: "Excluir visão" }).click();
  await expect(fabio.dialog).toContainText(name);
  await fabio.dialog.getByRole("button", { name: "Excluir visão" }).click();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});

test("filters are chips in the address; off is off for everybody", async ({ as, records }) => {
  const page = await as("fabio");
  const fabio = new ContractsPage(page);
  await fabio.open("?access=CA&city=Manaus");
  await expect(page.getByRole("button", { name: "Status de acesso: Bloqueio automático" })).toBeVisible();
  await page.getByRole("link", { name: /^Remover Cidade/ }).click();
  await expect(page).toHaveURL(/\/contracts\?access=CA$/);
  const { number } = await records.contract();
  const admin = await as("admin");
  const settings = new SettingsPage(admin);
  const flip = async () => {
    await settings.open("/settings/general?tab=contracts-2");
    await admin.getByRole("switch", { name: "Status liberar temporariamente" }).click();
    await settings.save.click();
    await expect(settings.saveBar).toBeHidden();
  };
  await flip();
  try {
    await fabio.openOf(number);
    await fabio.openMenu(number);
    await expect(fabio.item(/^Liberar temporariamente/)).toContainText(
      "A liberação temporária está desabilitada em Parâmetros gerais › Contratos 2.",
    );
  } finally {
    await flip();
  }
});

test("the CSV of a filter is for supervisors @desktop", async ({ as, records }) => {
  const { number, holder } = await records.contract();
  const other = await records.contract();
  const sofia = await as("sofia");
  await new ContractsPage(sofia).openOf(number);
  const file = await exportedCsv(sofia);
  expect(file.name).toBe("contratos.csv");
  expect(file.text).toMatch(/^\uFEFFContrato;Titular;CPF\/CNPJ;Plano;/);
  const lines = file.text.trim().split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`${number};${holder};`);
  expect(lines[1]).toContain(";Fibra 600 Mega;Ativo;Bloqueio automático;");
  expect(file.text).not.toContain(other.holder);

  const fabio = await as("fabio");
  await new ContractsPage(fabio).openOf(number);
  await expect(fabio.getByRole("link", { name: "Exportar CSV" })).toHaveCount(0);
});

test("parameters out of their bounds are refused in their place @desktop", async ({ as }) => {
  const admin = await as("admin");
  const settings = new SettingsPage(admin);
  await settings.open("/settings/general?tab=contracts-2");
  const days = admin.getByLabel("Quantidade de dias de liberação temporária");
  for (const typed of ["0", "31", "-3", ""]) {
    await days.fill(typed);
    await settings.save.click();
    await expect(days).toHaveAccessibleDescription(/Use um número de 1 a 30\./);
  }
  await settings.saveBar.getByRole("button", { name: "Descartar" }).click();
  await expect(days).toHaveValue("3");
});

test("a release reaches the receiver of the manual, signed @desktop", async ({ as, records }) => {
  const admin = await as("admin");
  const settings = new SettingsPage(admin);
  await settings.open("/settings/general?tab=integrations");
  await admin.getByRole("button", { name: "Gerar nova chave" }).click();
  const key = await admin.locator("code.code").innerText();
  const receiver = spawn("node", [join(__dirname, "../../docs/webhook-receiver.mjs")], {
    env: { ...process.env, BALCAO_WEBHOOK_KEY: key, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    let heard = "";
    receiver.stdout.on("data", (chunk: Buffer) => (heard += chunk.toString()));
    await expect.poll(() => heard).toMatch(/listening \d+/);
    const port = /listening (\d+)/.exec(heard)?.[1];
    await admin.getByRole("switch", { name: "Permitir rede interna" }).setChecked(true);
    await admin.getByLabel("Endereço").fill(`http://127.0.0.1:${port}/eventos`);
    await admin.getByRole("switch", { name: "Enviar eventos" }).setChecked(true);
    await settings.save.click();
    await expect(settings.saveBar).toBeHidden();
    await admin.getByRole("button", { name: "Enviar teste" }).click();
    await expect(admin.getByRole("region", { name: "Avisos" }).getByText("Entregue (resposta 204).")).toBeVisible();
    const { number } = await records.contract();
    const fabio = new ContractsPage(await as("fabio"));
    await fabio.openOf(number);
    await fabio.release(number);
    await expect.poll(() => heard, { timeout: 20_000 }).toContain(`contract.released ${number} `);
  } finally {
    await admin.getByRole("switch", { name: "Enviar eventos" }).setChecked(false);
    await settings.save.click();
    await expect(settings.saveBar).toBeHidden();
    receiver.kill();
  }
});

for (const path of ["/contracts", "/contracts/10482", "/settings/general?tab=contracts-2", "/settings/general?tab=integrations"]) {
  test(`axe finds nothing at ${path} and nothing scrolls sideways`, async ({ as }) => {
    const admin = await as("admin");
    await admin.goto(path);
    await hydrated(admin);
    await expect(admin.getByRole("heading", { level: 1 })).toBeVisible();
    await expectNoViolationsInBothThemes(admin);
    await expectNoSidewaysScroll(admin);
  });
}

test("axe finds nothing in summary, menu and confirmation @wide", async ({ as, records }) => {
  const { number } = await records.contract();
  const page = await as("fabio");
  const fabio = new ContractsPage(page);
  await fabio.openOf(number);
  await fabio.row(number).getByRole("link").first().click();
  await expect(fabio.panel).toBeVisible();
  await expectNoViolationsInBothThemes(page);
  await fabio.openMenu(number);
  await expectNoViolationsInBothThemes(page);
  await fabio.item(/^Liberar temporariamente/).click();
  await expect(fabio.dialog).toBeVisible();
  await expectNoViolationsInBothThemes(page);
});

test("the page of a contract speaks English @desktop", async ({ newPage, sessions }) => {
  const page = await newPage();
  const cookie = await sessions.cookie("leitura");
  await page.context().addCookies([cookie]);
  await page.goto("/contracts/10482");
  await hydrated(page);
  const mark = { "x-page-user": (await sessions.headers("leitura"))["x-page-user"] };
  const locale = (locale: string) =>
    page.evaluate(
      ({ locale, headers }) =>
        fetch("/api/account/set_appearance", {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: JSON.stringify({ wanted: { locale, theme: "system" } }),
        }).then((answer) => answer.ok),
      { locale, headers: mark },
    );
  expect(await locale("en")).toBe(true);
  try {
    await page.reload();
    await hydrated(page);
    await expect(page.getByText("Automatic block").first()).toBeVisible();
    await expect(page.getByText("You do not have permission to release temporarily.")).toBeVisible();
  } finally {
    await locale("pt-BR");
  }
});
