// A bare room server: what the chat load of `make bench` costs without sign-in, rights, storage and marks. The `ws` package,
// as it is inside playwright-core. Prints its port, then serves until it is ended.
import { createRequire } from "node:module";

const { wsServer: WebSocketServer } = createRequire(import.meta.url)("playwright-core/lib/utilsBundle");
const rooms = new Map();
const server = new WebSocketServer({ port: 0, host: "127.0.0.1" }, () => console.log(server.address().port));

server.on("connection", (socket) => {
  let room;
  socket.on("close", () => room?.sockets.delete(socket));
  socket.on("message", (data) => {
    const frame = JSON.parse(data);
    if (frame.t === "ping") socket.send('{"t":"pong"}');
    if (frame.t === "subscribe") {
      room = rooms.get(frame.to.id) ?? { last: 0, sockets: new Set() };
      rooms.set(frame.to.id, room);
      room.sockets.add(socket);
    }
    if (frame.t === "send") {
      const message = { seq: ++room.last, author: 1, name: "Bancada", side: "staff", text: frame.text, at: Date.now(), key: frame.key };
      const text = JSON.stringify({ t: "message", id: frame.id, message });
      for (const one of room.sockets) one.send(text);
    }
  });
});
