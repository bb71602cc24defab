// The `test` that every spec imports: a desk and a mail server for the worker, and for every test a clean mail server,
// a watched console, and pages signed in as a demo user. Import nothing of Playwright's own `test` in a spec.
import { test as base, type BrowserContextOptions, type Page } from "@playwright/test";
import { moveClock } from "./clock";
import { ConsoleGuard } from "./console";
import { Desk, type UserName } from "./desk";
import { MailServer } from "./mail";
import { Records } from "./records";
import { Sessions } from "./sessions";

export { expect, type Page } from "@playwright/test";
export { expectNoViolations, expectNoViolationsInBothThemes } from "./axe";
export { PASSWORD, USERS, type UserName } from "./desk";
export { hydrated } from "./hydrated";
export { expectNoSidewaysScroll } from "./layout";
export { freshCpf, formattedCpf, unique } from "./records";

interface TestFixtures {
  /** Opens a page in a browser context of its own (own cookies), watched like the first one. */
  newPage: (options?: BrowserContextOptions) => Promise<Page>;
  /** A page of its own, signed in as a demo user: `const renata = await as("renata")`. The session is shared: never sign out with it. */
  as: (user: UserName) => Promise<Page>;
  /** A page of its own, signed in with an e-mail: requesters that a test made. */
  asLogin: (email: string, options?: BrowserContextOptions) => Promise<Page>;
  consoleGuard: ConsoleGuard;
  serverLog: void;
  cleanMail: void;
}

interface WorkerFixtures {
  mail: MailServer;
  desk: Desk;
  sessions: Sessions;
  /** Makes people and tickets, without the screen. */
  records: Records;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  mail: [
    async ({}, use) => {
      const mail = await MailServer.start();
      await use(mail);
      await mail.stop();
    },
    { scope: "worker" },
  ],

  desk: [
    async ({ mail }, use) => {
      const desk = await Desk.start(mail);
      await use(desk);
      await desk.remove();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  sessions: [async ({ desk }, use) => use(new Sessions(desk)), { scope: "worker" }],

  records: [async ({ desk, sessions }, use) => use(new Records(desk, sessions)), { scope: "worker" }],

  baseURL: async ({ desk }, use) => use(desk.url),

  context: async ({ context }, use) => {
    await moveClock(context);
    await use(context);
  },

  consoleGuard: [
    async ({ context }, use) => {
      const guard = new ConsoleGuard();
      guard.watch(context);
      await use(guard);
      guard.check();
    },
    { auto: true },
  ],

  newPage: async ({ browser, baseURL, consoleGuard }, use) => {
    const pages: Page[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL, ...options });
      await moveClock(context);
      consoleGuard.watch(context);
      const page = await context.newPage();
      pages.push(page);
      return page;
    });
    for (const page of pages) await page.context().close();
  },

  as: async ({ newPage, sessions }, use) => {
    await use(async (user) => {
      const page = await newPage();
      await page.context().addCookies([await sessions.cookie(user)]);
      return page;
    });
  },

  asLogin: async ({ newPage, sessions }, use) => {
    await use(async (email, options) => {
      const page = await newPage(options);
      await page.context().addCookies([await sessions.of(email)]);
      return page;
    });
  },

  /** A failed test shows what the server logged meanwhile. */
  serverLog: [
    async ({ desk }, use, info) => {
      const mark = desk.logMark();
      await use();
      if (info.status !== info.expectedStatus) {
        await info.attach("server.log", { body: desk.log(mark), contentType: "text/plain" });
      }
    },
    { auto: true },
  ],

  cleanMail: [
    async ({ mail }, use) => {
      await use();
      await mail.reset();
    },
    { auto: true },
  ],
});
