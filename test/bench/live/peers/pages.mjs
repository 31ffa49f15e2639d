// Reads one page so many times a second, on time whether or not the last one was answered, until SIGTERM; then tells how it went.
// A process of its own and no dependencies: what it costs is neither the server's nor the driver's.
import { Agent, get } from "node:http";

const { ADDRESS, COOKIE, PER_SECOND } = process.env;
const agent = new Agent({ keepAlive: true, maxSockets: 20 });
const every = 1000 / Number(PER_SECOND);
const told = { offered: 0, answered: 0, wrong: 0, ms: [] };
let next = performance.now();

function read() {
  const from = performance.now();
  told.offered++;
  get(ADDRESS, { agent, headers: { Cookie: COOKIE } }, (answer) => {
    answer.resume();
    answer.on("end", () => {
      if (answer.statusCode === 200) told.answered++;
      else told.wrong++;
      told.ms.push(performance.now() - from);
    });
  }).on("error", () => told.wrong++);
}

const clock = setInterval(() => {
  for (; next <= performance.now(); next += every) read();
}, 2);

process.on("SIGTERM", () => {
  clearInterval(clock);
  const ms = told.ms.sort((a, b) => a - b);
  process.stdout.write(JSON.stringify({ offered: told.offered, answered: told.answered, wrong: told.wrong, p95: ms[Math.floor(ms.length * 0.95)] ?? null }), () => process.exit(0));
});
