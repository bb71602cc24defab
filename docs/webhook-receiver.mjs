// A small receiver of Balcão's events: checks the signature and prints what happened to which contract.
// Usage: BALCAO_WEBHOOK_KEY=… PORT=8080 node webhook-receiver.mjs
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const key = process.env.BALCAO_WEBHOOK_KEY ?? "";
/** Signatures older than this are refused: somebody may have kept a copy. */
const OLDEST_SECONDS = 5 * 60;
/** Keys of events that were seen: a repeat is answered like the first one and does nothing. */
const seen = new Set();

/** Header `t=1700000000,v1=…`: time, and HMAC-SHA256 of "time.body" in hexadecimal. */
function isSigned(header, body) {
  const parts = Object.fromEntries(String(header).split(",").map((part) => part.split("=")));
  const age = Math.abs(Date.now() / 1000 - Number(parts.t));
  if (!(age <= OLDEST_SECONDS)) return false;
  const expected = createHmac("sha256", key).update(`${parts.t}.${body}`).digest();
  const given = Buffer.from(parts.v1 ?? "", "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks).toString("utf8");
    if (!isSigned(request.headers["balcao-signature"], body)) return response.writeHead(401).end();
    const event = JSON.parse(body);
    if (!seen.has(event.id)) {
      seen.add(event.id);
      console.log(`${event.kind} ${event.contract ?? "-"} ${event.until ?? "-"}`);
    }
    response.writeHead(204).end();
  });
});
server.listen(Number(process.env.PORT ?? 8080), "127.0.0.1", () => {
  console.log(`listening ${server.address().port}`);
});
