// Hocuspocus with its own SQLite extension. STORE_EACH=1: told to store every change, else everything as it comes.
import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";

const server = new Server({
  port: Number(process.env.PORT),
  address: "127.0.0.1",
  quiet: true,
  extensions: [new SQLite({ database: `${process.env.STORE}/hocuspocus.sqlite` })],
  ...(process.env.STORE_EACH === "1" ? { debounce: 0, maxDebounce: 0 } : {}),
});
await server.listen();
