// Sending files: the place to drop on and the files below, wherever it is shown.
import { expect, type CDPSession, type Locator, type Page } from "@playwright/test";

/** The smallest PNG: one transparent pixel. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

export const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

/** A PDF of so many bytes. */
export function largePdf(bytes: number): Buffer {
  return Buffer.concat([PDF, Buffer.alloc(bytes - PDF.length, 0x20)]);
}

export class Uploads {
  readonly input: Locator;
  readonly limits: Locator;
  private network: CDPSession | undefined;

  constructor(
    readonly page: Page,
    readonly place: Locator,
  ) {
    // The box, not the button of a composer beside it.
    this.input = place.locator(".drop input[type=file]");
    this.limits = place.getByText(/Até \d+ MB cada/);
  }

  async choose(...files: { name: string; mimeType?: string; buffer: Buffer }[]): Promise<void> {
    await this.input.setInputFiles(files.map((file) => ({ mimeType: "application/octet-stream", ...file })));
  }

  /** A file on its way, arrived or refused. */
  row(name: string): Locator {
    return this.place.getByRole("listitem").filter({ hasText: name });
  }

  async expectReady(name: string): Promise<void> {
    await expect(this.row(name)).toContainText("pronto");
  }

  async expectRefused(name: string, why: string): Promise<void> {
    await expect(this.row(name)).toContainText(why);
    await expect(this.row(name).getByRole("progressbar")).toHaveCount(0);
  }

  /** Pastes an image, as Ctrl+V does with one on the clipboard. */
  async paste(name: string, bytes: Buffer): Promise<void> {
    await this.page.evaluate(
      ([name, base64]) => {
        const bytes = Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], name!, { type: "image/png" }));
        const target = document.activeElement ?? document.body;
        target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      },
      [name, bytes.toString("base64")],
    );
  }

  /** Drops a file on the place. */
  async drop(name: string, bytes: Buffer): Promise<void> {
    const data = await this.page.evaluateHandle(
      ([name, base64]) => {
        const bytes = Uint8Array.from(atob(base64!), (letter) => letter.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], name!));
        return data;
      },
      [name, bytes.toString("base64")],
    );
    await this.place.locator(".drop").dispatchEvent("drop", { dataTransfer: data });
  }

  /** So many bytes a second go out; none = as fast as it can. */
  async throttle(bytesPerSecond?: number): Promise<void> {
    // One session: what it set lasts as long as it does.
    this.network ??= await this.page.context().newCDPSession(this.page);
    await this.network.send("Network.enable");
    await this.network.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: bytesPerSecond ?? -1,
    });
  }
}
