// Bare Socket.IO with the msgpack parser: each message goes to everybody else in the room. Nothing is read, kept or checked.
import { createServer } from "node:http";
import { Server } from "socket.io";
import parser from "socket.io-msgpack-parser";

const server = createServer();
const io = new Server(server, { parser, perMessageDeflate: false, httpCompression: false, serveClient: false, transports: ["websocket"] });
io.on("connection", (socket) => {
  const room = String(socket.handshake.query.room);
  socket.join(room);
  socket.on("u", (bytes) => socket.to(room).emit("u", bytes));
});
server.listen(Number(process.env.PORT), "127.0.0.1");
