// Sessions of the demo users on one desk, each begun once: what is tested is the desk, not its sign-in form a hundred times.
import { PASSWORD, USERS, type Desk, type UserName } from "./desk";

const COOKIE = "balcao_session";

export interface SessionCookie {
  name: string;
  value: string;
  url: string;
}

/** What a call of a page carries: the session, and for whom the page was made. */
export type Carried = { cookie: string; "x-page-user": string };

export class Sessions {
  private readonly begun = new Map<UserName, Promise<SessionCookie>>();
  private readonly carried = new Map<UserName, Promise<Carried>>();

  constructor(private readonly desk: Desk) {}

  /** The cookie of this user, from a session that all tests of a worker share: never sign out with it. */
  cookie(user: UserName): Promise<SessionCookie> {
    const known = this.begun.get(user) ?? this.fresh(user);
    this.begun.set(user, known);
    return known;
  }

  /** What a call of a page of this user carries. */
  async headers(user: UserName): Promise<Carried> {
    const session = await this.cookie(user);
    const known = this.carried.get(user) ?? this.headersOf(session);
    this.carried.set(user, known);
    return known;
  }

  /** The same for any session. */
  async headersOf({ name, value }: SessionCookie): Promise<Carried> {
    const cookie = `${name}=${value}`;
    return { cookie, "x-page-user": String(await this.whoAmI(cookie)) };
  }

  private async whoAmI(cookie: string): Promise<number> {
    const headers = { "content-type": "application/json", cookie };
    const response = await fetch(`${this.desk.url}/api/session/who_am_i`, { method: "POST", headers, body: "{}" });
    return (await response.json()) as number;
  }

  /** The cookie of a session of its own. */
  async fresh(user: UserName): Promise<SessionCookie> {
    return this.of(USERS[user]);
  }

  /** The cookie of a session of whoever signs in with this e-mail. */
  async of(email: string): Promise<SessionCookie> {
    const response = await fetch(`${this.desk.url}/login`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ email, password: PASSWORD }),
    });
    const cookie = response.headers.get("set-cookie") ?? "";
    const value = new RegExp(`^${COOKIE}=([^;]+)`).exec(cookie)?.[1];
    if (!value) throw new Error(`${email} could not sign in: status ${response.status}`);
    return { name: COOKIE, value, url: this.desk.url };
  }
}
