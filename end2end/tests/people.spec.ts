// People: the list, one person, and a list that comes in as CSV with its faults.
import {
  expect,
  expectNoSidewaysScroll,
  expectNoViolationsInBothThemes,
  formattedCpf,
  freshCpf,
  hydrated,
  test,
  unique,
} from "../support/test";
import { ImportPage } from "../support/pages/import.page";

test("a person is registered, found without accents and changed; every wrong field is named at once", async ({ as }) => {
  const page = await as("renata");
  const name = unique("Antônia Conceição");
  const cpf = freshCpf();
  await page.goto("/people/new");
  await hydrated(page);
  await page.getByLabel("CPF/CNPJ").fill("529.982.247-24");
  await page.getByLabel("E-mail").fill("antonia@correio");
  await page.getByRole("button", { name: "Salvar" }).click();
  await expect(page.getByText("Corrija 3 campos para salvar.")).toBeVisible();
  await expect(page.getByLabel("CPF/CNPJ")).toHaveAccessibleDescription(/dígitos verificadores não conferem/);
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/Falta o domínio/);
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);
  await page.getByLabel(/^Nome( obrigatório)?$/).fill(name);
  await page.getByLabel("CPF/CNPJ").fill(cpf);
  await page.getByLabel("E-mail").fill("antonia@correio.example");
  await page.getByRole("button", { name: "Salvar" }).click();
  await expect(page).toHaveURL(/\/people\/\d+$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  await expect(page.getByText(formattedCpf(cpf)).first()).toBeVisible();
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);

  await page.goto("/people");
  await hydrated(page);
  await page.getByRole("searchbox", { name: "Buscar pessoa" }).fill(name.replace("Antônia Conceição", "antonia conceicao"));
  await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(1);
  await expect(page).toHaveURL(/q=/);
  // A list shows no whole document.
  await expect(page.getByRole("table")).not.toContainText(formattedCpf(cpf));
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);
});

test("a Latin-1 file with semicolons and bad rows: preview, import, the bad rows to take home", async ({ as, records }) => {
  test.slow();
  const known = await records.person({ name: unique("Zélia Conhecida"), cpf: freshCpf() });
  const stored = await records.person({ name: unique("Nélson Antigo"), cpf: freshCpf() });
  const stamp = unique("");
  const good = [1, 2, 3].map((at) => `João Assunção${stamp} ${at};${formattedCpf(freshCpf())};joao${at}@correio.example;São Paulo;SP`);
  const repeated = formattedCpf(freshCpf());
  const lines = [
    "Nome;CPF;E-mail;Município;UF",
    ...good,
    `Repetida Um${stamp};${repeated};;Santos;SP`,
    `Repetida Dois${stamp};${repeated};;Santos;SP`,
    `Dígito Errado${stamp};529.982.247-24;;Santos;SP`,
    `;${formattedCpf(freshCpf())};sem.nome@correio.example;Santos;SP`,
    `Curta Demais${stamp};${formattedCpf(freshCpf())}`,
    `Estado Errado${stamp};;;Santos;XX`,
    "",
  ];
  expect(known.id).not.toBe(stored.id);

  const page = await as("sofia");
  const wizard = new ImportPage(page);
  await wizard.open();
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);
  await wizard.send("carteira.csv", Buffer.from(lines.join("\r\n"), "latin1"));
  await expect(page).toHaveURL(/\/people\/import\/\d+$/);

  // Guessed from the header; read as Latin-1 with its semicolons.
  await expect(wizard.start).toHaveText("Importar 4 linhas");
  await expect(page.getByText("Latin-1 (Windows-1252)")).toBeVisible();
  await expect(wizard.fills("Nome").locator("option:checked")).toHaveText("Nome");
  await expect(wizard.fills("CPF").locator("option:checked")).toHaveText("CPF/CNPJ");
  await expect(wizard.fills("Município").locator("option:checked")).toHaveText("Cidade");
  await expect(wizard.preview).toContainText(`João Assunção${stamp} 1`);
  await expect(wizard.tally("entram")).toHaveText("4");
  await expect(wizard.tally("com erro")).toHaveText("5");
  await expect(wizard.problems.getByRole("row").filter({ hasText: "Dígito Errado" })).toContainText(/dígitos verificadores/);
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);

  await wizard.start.click();
  await expect(page.getByText("Importação concluída")).toBeVisible({ timeout: 15_000 });
  await expect(wizard.tally("cadastradas")).toHaveText("4");
  await expect(wizard.tally("com erro")).toHaveText("5");
  await expectNoViolationsInBothThemes(page);
  await expectNoSidewaysScroll(page);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Baixar linhas com erro" }).click();
  const file = await download;
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  expect(file.suggestedFilename()).toBe("carteira - linhas com erro.csv");
  for (const words of ["Dígito Errado", "Repetida Dois", "Curta Demais", "Estado Errado", "sem.nome@correio.example"]) {
    expect(text).toContain(words);
  }
  expect(text).not.toContain("João Assunção");

  await page.getByRole("link", { name: "Ver pessoas" }).click();
  await page.getByRole("searchbox", { name: "Buscar pessoa" }).fill(`joao assuncao${stamp}`);
  await expect(page.getByRole("row").filter({ hasText: "João Assunção" })).toHaveCount(3);
});

test("the same list again changes those people instead of doubling them @desktop", async ({ as, records }) => {
  const cpf = freshCpf();
  const person = await records.person({ name: unique("Otacílio Prado"), cpf });
  const page = await as("admin");
  const wizard = new ImportPage(page);
  await wizard.open();
  await wizard.send("outra.csv", Buffer.from(`nome,cpf,cidade\n"${person.name}",${cpf},Olinda\n`, "utf8"));
  await expect(wizard.start).toHaveText("Importar 1 linha");
  await wizard.start.click();
  await expect(page.getByText("Importação concluída")).toBeVisible({ timeout: 15_000 });
  await expect(wizard.tally("atualizadas")).toHaveText("1");
  await expect(wizard.tally("cadastradas")).toHaveText("0");
  await page.goto(`/people/${person.id}`);
  await expect(page.getByText("Olinda").first()).toBeVisible();
});

test("what is no list is refused in words; an agent is not offered the import", async ({ as, consoleGuard }) => {
  consoleGuard.allow(/status of 4\d\d/);
  const sofia = await as("sofia");
  const wizard = new ImportPage(sofia);
  await wizard.open();
  await wizard.send("vazio.csv", Buffer.alloc(0));
  await expect(wizard.refused.filter({ hasText: "O arquivo está vazio." })).toBeVisible();
  await wizard.send("foto.csv", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 1, 2, 3, 0]));
  await expect(wizard.refused.filter({ hasText: "O arquivo não é uma tabela em texto (CSV)." })).toBeVisible();

  const renata = await as("renata");
  await renata.goto("/people");
  await expect(renata.getByRole("link", { name: "Nova pessoa" })).toBeVisible();
  await expect(renata.getByRole("link", { name: "Importar lista" })).toHaveCount(0);
  const answer = await renata.goto("/people/import");
  expect(answer?.status()).toBe(403);
  await expect(renata.getByRole("heading", { level: 1, name: "Sem permissão" })).toBeVisible();
});

test("a person goes out of use after a question, and comes back", async ({ as, records }) => {
  const { id, name } = await records.person();
  const page = await as("renata");
  await page.goto(`/people/${id}`);
  await hydrated(page);
  await page.getByRole("button", { name: "Desativar", exact: true }).click();
  const question = page.getByRole("dialog", { name: `Desativar ${name}?` });
  await expect(question).toContainText("Some das escolhas de novos atendimentos.");
  await question.getByRole("button", { name: "Desativar" }).click();
  await expect(page.getByText("Inativa", { exact: true })).toBeVisible();
  await expectNoViolationsInBothThemes(page);
  await page.getByRole("button", { name: "Ativar", exact: true }).click();
  await expect(page.getByText("Inativa", { exact: true })).toHaveCount(0);
});
