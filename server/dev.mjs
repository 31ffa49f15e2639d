// `npm run dev`: the demonstration, built again whenever a file changes; open pages read it again by themselves.
import { spawn } from "node:child_process";

const styles = "sass --watch --load-path=. --load-path=node_modules --no-source-map --quiet-deps app/styles/main.scss app/styles/main.css";
const commands = [styles.split(" "), ["remix", "dev", "-c", "node build/index.js demo"]];
const children = commands.map(([command, ...words]) => spawn(command, words, { stdio: ["ignore", "inherit", "inherit"], detached: true }));

let code = 0;
const end = () => {
  for (const child of children)
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // It has ended already.
    }
  setTimeout(() => process.exit(code), 500);
};
for (const child of children)
  child.once("exit", (ended) => {
    code ||= ended ?? 1;
    end();
  });
process.on("SIGINT", end);
process.on("SIGTERM", end);
