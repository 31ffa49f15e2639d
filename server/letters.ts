import { createTransport, type Transporter } from "nodemailer";
import type { Logger } from "pino";
import { listen } from "#app/models/core/ask.server.ts";
import { isFinal } from "#app/models/core/letter.ts";
import { allByHand, type Due, letterFailed, lettersDue, letterSent } from "#app/models/core/outbox.server.ts";
import type { Db } from "#db/connect.server.ts";
import type { Settings } from "./settings.ts";

const everyMs = 15_000;
const soonMs = 200;
const atOnce = 20;

type Mail = Pick<Settings, "SMTP_URL" | "MAIL_FROM" | "PUBLIC_URL">;

/** The way to the mail server; null where none is set. Nothing that a letter says makes it read a file or an address. */
const transportOf = ({ SMTP_URL, MAIL_FROM }: Mail): Transporter | null => (SMTP_URL ? createTransport(SMTP_URL, { from: MAIL_FROM, disableFileAccess: true, disableUrlAccess: true }) : null);

/** A letter as a mail: plain text, with the calendar part that it may have, and nothing besides the words that were kept. The same letter has the same id whenever it is tried. */
function mailOf({ id, email, title, body, calendar }: Due, { MAIL_FROM, PUBLIC_URL }: Mail) {
  const host = /@([\w.-]+)/.exec(MAIL_FROM)?.[1] ?? "panelroom.invalid";
  const method = /^METHOD:(\w+)\r?$/m.exec(calendar ?? "")?.[1] ?? "PUBLISH";
  return {
    to: { name: "", address: email }, subject: title, messageId: `<${id}@${host}>`, text: PUBLIC_URL ? `${body}\n\n${new URL("/", PUBLIC_URL).href}\n` : `${body}\n`,
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    ...(calendar && { icalEvent: { method, filename: "meeting.ics", content: calendar } }),
  };
}

/**
 * Sends the letters that wait: soon after they were written, one after the other, and again after growing pauses when a server does not take
 * one. Without a mail server all of them are for the coordinator's list. Addresses and titles stand in no log.
 */
export function openLetters(db: Db, settings: Mail, log: Logger, clock: () => Date): { close: () => Promise<void>; go: () => Promise<void> } {
  const transport = transportOf(settings);
  let closing = false;
  const run = async (): Promise<void> => {
    if (!transport) return void (await allByHand({ db, now: clock() }));
    for (const letter of await lettersDue({ db, now: clock() }, atOnce)) {
      if (closing) return;
      try {
        await transport.sendMail(mailOf(letter, settings));
        await letterSent({ db, now: clock() }, letter.id);
      } catch (error) {
        const { responseCode, code } = error as { responseCode?: number; code?: string };
        const why = responseCode ? `the mail server answered ${responseCode}` : `the mail server was not reached (${/^[A-Z_]{2,20}$/.exec(code ?? "")?.[0] ?? "unknown"})`;
        const up = await letterFailed({ db, now: clock() }, letter.id, why, isFinal(responseCode));
        log.warn({ letter: letter.id, why, up }, up ? "letter given up" : "letter not sent");
      }
    }
  };
  let going: Promise<void> = Promise.resolve();
  const go = (): Promise<void> => {
    going = going.then(run).catch((error: Error) => log.error({ error: error.name }, "letters failed"));
    return going;
  };
  let soon: ReturnType<typeof setTimeout> | null = null;
  const quiet = listen(() => {
    soon ??= setTimeout(() => {
      soon = null;
      void go();
    }, soonMs);
    soon.unref();
  });
  const timer = setInterval(() => void go(), everyMs);
  timer.unref();
  void go();
  return {
    go,
    close: async () => {
      closing = true;
      quiet();
      clearInterval(timer);
      if (soon) clearTimeout(soon);
      transport?.close();
      await going;
    },
  };
}
