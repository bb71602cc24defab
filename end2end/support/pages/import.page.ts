// The import of people at /people/import: file, columns and check, run, result.
import { expect, type Locator, type Page } from "@playwright/test";
import { hydrated } from "../hydrated";

export class ImportPage {
  readonly file: Locator;
  readonly start: Locator;
  readonly refused: Locator;
  readonly preview: Locator;
  readonly problems: Locator;

  constructor(readonly page: Page) {
    this.file = page.locator("input[type=file]");
    this.start = page.getByRole("button", { name: /^Importar [\d.]+ linhas?$/ });
    this.refused = page.getByRole("alert");
    this.preview = page.getByRole("table", { name: "Primeiras linhas" });
    this.problems = page.getByRole("table", { name: "Linhas com erro" });
  }

  async open(): Promise<void> {
    await this.page.goto("/people/import");
    await hydrated(this.page);
    await expect(this.file).toBeAttached();
  }

  async send(name: string, content: Buffer): Promise<void> {
    await this.file.setInputFiles({ name, mimeType: "text/csv", buffer: content });
  }

  /** What a column of the file fills. */
  fills(column: string): Locator {
    return this.page.getByRole("combobox", { name: `O que a coluna ${column} preenche` });
  }

  /** "12 entram", "3 com erro": the number before the word. */
  tally(word: "entram" | "com erro" | "cadastradas" | "atualizadas"): Locator {
    return this.page.getByRole("listitem").filter({ hasText: word }).locator("b");
  }
}
