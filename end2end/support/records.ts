// Makes the records a test is about, through the desk's own server functions and rights; the journey itself then goes
// through the screen.
import { randomBytes } from "node:crypto";
import { PASSWORD, type Desk, type UserName } from "./desk";
import type { Sessions } from "./sessions";

export interface Person {
  id: number;
  name: string;
  email: string;
}

export interface Ticket {
  id: number;
  version: number;
  subject: string;
  requester: Person;
}

/** A person who signs in. */
export interface Requester extends Person {
  login: string;
}

export interface Row {
  id: number;
  version: number;
  status: string;
}

export interface Named {
  id: number;
  name: string;
}

/** Cents of real, and what stands beside the number. */
export interface Choices {
  services: (Named & { price: number })[];
  accountants: { id: number; label: string; name: string }[];
  users: Named[];
}

export interface Contract {
  number: number;
  holder: string;
  cpf: string;
}

export type StatusCode = "open" | "reopened" | "analysing" | "waiting" | "finished" | "rejected" | "cancelled";

/** A key of one command. */
const key = () => randomBytes(16).toString("hex");

/** A text that no other test has: "Segunda via q7x2k1". */
export function unique(text: string): string {
  return `${text} ${randomBytes(4).readUInt32BE().toString(36)}`;
}

/** A CPF that is valid and nobody's. */
export function freshCpf(): string {
  const digits = Array.from(randomBytes(9), (byte) => byte % 10);
  for (const length of [9, 10]) {
    const sum = digits.slice(0, length).reduce((sum, digit, at) => sum + digit * (length + 1 - at), 0);
    digits.push(((sum * 10) % 11) % 10);
  }
  return digits.join("");
}

/** The CPF as people write it: 529.982.247-25. */
export function formattedCpf(cpf: string): string {
  return cpf.replace(/(\d{3})(\d{3})(\d{3})(\d{2})/, "$1.$2.$3-$4");
}

export class Records {
  private choicesOnce: Promise<Choices> | undefined;

  constructor(
    private readonly desk: Desk,
    private readonly sessions: Sessions,
  ) {}

  /** Calls a server function as a user. */
  async call<T>(path: string, body: unknown, as: UserName = "renata"): Promise<T> {
    const response = await fetch(`${this.desk.url}/api/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(await this.sessions.headers(as)) },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  choices(): Promise<Choices> {
    this.choicesOnce ??= this.call<Choices>("tickets/choices", {});
    return this.choicesOnce;
  }

  async person(options: { name?: string; email?: string; cpf?: string } = {}): Promise<Person> {
    const name = options.name ?? unique("Solange Prova");
    const email = options.email ?? `${name.toLowerCase().replace(/[^a-z0-9]+/g, ".")}@correio.example`;
    const form = {
      key: key(),
      id: null,
      version: 0,
      kind: "individual",
      name,
      social_name: "",
      document: options.cpf ?? "",
      email,
      state: "",
      city: "",
      zone: "",
      note: "",
      phones: [],
    };
    const saved = await this.call<{ Ok?: { id: number }; Err?: unknown }>("people/create", { form });
    if (!saved.Ok) throw new Error(`no person: ${JSON.stringify(saved.Err)}`);
    return { id: saved.Ok.id, name, email };
  }

  /** A person with a user of their own, so that the chat of their tickets is open. */
  async requester(): Promise<Requester> {
    const person = await this.person();
    const login = `portal.${person.email}`;
    const form = { key: key(), id: null, version: 0, email: login, name: person.name, role: "requester", person: person.id, password: PASSWORD };
    await this.call("users/save", { form }, "admin");
    return { ...person, login };
  }

  /** A ticket just opened: status Aberto, service "Segunda via", with Renata unless somebody else is named. */
  async ticket(
    options: {
      subject?: string;
      requester?: Person;
      service?: string;
      assignee?: string | null;
      value?: string;
      by?: UserName;
    } = {},
  ): Promise<Ticket> {
    const { services, users } = await this.choices();
    const requester = options.requester ?? (await this.person());
    const subject = options.subject ?? unique("Boleto que não chegou");
    const assignee = options.assignee === undefined ? "Renata Queiroz" : options.assignee;
    const form = {
      key: key(),
      requester: requester.id,
      service: services.find((one) => one.name === (options.service ?? "Segunda via"))?.id ?? null,
      accountant: null,
      assignee: users.find((one) => one.name === assignee)?.id ?? null,
      subject,
      description: "",
      value: options.value ?? "",
    };
    const [id] = await this.call<[number, string]>("tickets/create", { form }, options.by);
    return { id, version: 1, subject, requester };
  }

  /** Brings a list in as the wizard does, and waits until it is in. */
  async import(kind: "contracts" | "invoices", csv: string): Promise<void> {
    const form = new FormData();
    form.append("file", new Blob([csv], { type: "text/csv" }), `${kind}.csv`);
    const response = await fetch(`${this.desk.url}/api/imports?kind=${kind}`, {
      method: "POST",
      headers: await this.sessions.headers("sofia"),
      body: form,
    });
    if (!response.ok) throw new Error(`upload answered ${response.status}: ${await response.text()}`);
    const id = (await response.json()) as number;
    const reach = async (state: string) => {
      for (let looks = 0; looks < 200; looks += 1) {
        const status = await this.call<{ state: string; bad_rows: number }>("imports/status", { id }, "sofia");
        if (status.bad_rows > 0) throw new Error(`a row of the list was refused: ${csv}`);
        if (status.state === state) return;
        await new Promise((done) => setTimeout(done, 50));
      }
      throw new Error(`the import did not get ${state}`);
    };
    await reach("ready");
    await this.call("imports/start", { id }, "sofia");
    await reach("done");
  }

  /** A contract of a new person: active and in automatic block with one overdue invoice, unless told otherwise. */
  async contract(
    options: { access?: string; status?: string; choice?: string; restriction?: string; overdue?: number } = {},
  ): Promise<Contract> {
    const number = 500_000_000 + (randomBytes(4).readUInt32BE() % 400_000_000);
    const holder = unique("Solange Contrato");
    const cpf = freshCpf();
    await this.import(
      "contracts",
      `Contrato;CPF;Nome;Plano;Mensalidade;Status;Status de acesso;Cidade;UF;S/N/P;Restrição\n` +
        `${number};${cpf};${holder};Fibra 600 Mega;119,90;${options.status ?? "Ativo"};${options.access ?? "CA"};` +
        `Manaus;AM;${options.choice ?? "P"};${options.restriction ?? ""}\n`,
    );
    const rows = Array.from({ length: options.overdue ?? 1 }, (_, at) => `${number}-${at + 1};${number};10/02/2026;119,90`);
    if (rows.length > 0) await this.import("invoices", `Fatura;Contrato;Vencimento;Valor\n${rows.join("\n")}\n`);
    return { number, holder, cpf };
  }

  /** Lets the release of a contract be over: its last moment was a second ago. */
  async endRelease(number: number): Promise<void> {
    const until = Date.now() - 1_000;
    await this.desk.database.run(`update releases set until = ${until} where contract_id = ${number} and state = 'active'`);
    await this.desk.database.run(`update contracts set release_until = ${until} where id = ${number}`);
  }

  /** The ticket as it is now. */
  async row(id: number): Promise<Row> {
    const rows = await this.call<Row[]>("tickets/rows", { ids: [id] });
    const row = rows[0];
    if (!row) throw new Error(`no ticket ${id}`);
    return row;
  }

  /** Changes the status as somebody else would. */
  async changeStatus(id: number, to: StatusCode, reason = "", as: UserName = "bianca"): Promise<void> {
    const { version } = await this.row(id);
    await this.call("tickets/change_status", { form: { key: key(), id, version, to, reason } }, as);
  }

  /** Writes an internal note as somebody else would. */
  async note(id: number, text: string, as: UserName = "bianca"): Promise<void> {
    await this.call("tickets/add_note", { key: key(), id, text }, as);
  }

  /** A file of a ticket, sent as its page sends it. */
  async file(ticket: number, name: string, content: Buffer | string, options: { internal?: boolean; as?: UserName } = {}): Promise<number> {
    const response = await fetch(`${this.desk.url}/api/files`, {
      method: "POST",
      headers: {
        ...(await this.sessions.headers(options.as ?? "renata")),
        "content-type": "application/octet-stream",
        "x-file-name": encodeURIComponent(name),
        "x-file-key": key(),
        "x-file-ticket": String(ticket),
        "x-file-internal": options.internal ? "1" : "",
      },
      body: new Blob([new Uint8Array(Buffer.from(content))]),
    });
    if (!response.ok) throw new Error(`the file was answered ${response.status}: ${await response.text()}`);
    return ((await response.json()) as { id: number }).id;
  }

  /** The person of this name; the first when there are several. */
  async find(name: string): Promise<Person> {
    const found = await this.call<{ id: number; name: string }[]>("people/find", { text: name });
    const person = found[0];
    if (!person) throw new Error(`nobody is called ${name}`);
    return { id: person.id, name: person.name, email: "" };
  }

  async merge(id: number, into: number, as: UserName = "bianca"): Promise<void> {
    const { version } = await this.row(id);
    await this.call("tickets/merge", { key: key(), id, version, into }, as);
  }
}
