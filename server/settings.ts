import { nations } from "#app/models/core/workdays.ts";
import { z } from "zod";

const whole = (name: string, min: number, max: number, otherwise: number) =>
  z.string().optional().transform((text) => (text === undefined || text === "" ? otherwise : Number(text)))
    .refine((n) => Number.isInteger(n) && n >= min && n <= max, `${name} must be a whole number from ${min} to ${max}`);

const shape = z.object({
  PORT: whole("PORT", 0, 65535, 3000),
  HOST: z.string().default("0.0.0.0"),
  DATABASE_FILE: z.string().min(1, "DATABASE_FILE must name a file").default("data/panelroom.sqlite"),
  PUBLIC_URL: z.url("PUBLIC_URL must be an address such as https://panelroom.example.org").optional(),
  SESSION_IDLE_MINUTES: whole("SESSION_IDLE_MINUTES", 1, 60, 15),
  SESSION_HOURS: whole("SESSION_HOURS", 1, 24, 10),
  SIGN_IN_TRIES_PER_HOUR: whole("SIGN_IN_TRIES_PER_HOUR", 1, 1_000_000, 10),
  PUSHES_PER_SECOND: whole("PUSHES_PER_SECOND", 1, 100_000, 40),
  RESERVE_MIB: whole("RESERVE_MIB", 0, 1_000_000, 64),
  TRUSTED_PROXIES: whole("TRUSTED_PROXIES", 0, 5, 0),
  WATCHDOG_SECONDS: whole("WATCHDOG_SECONDS", 0, 3600, 20),
  SECRETS_KEY_FILE: z.string().min(1).optional(),
  AUDIT_KEY_FILE: z.string().min(1).optional(),
  AUDIT_CHECKPOINTS_FILE: z.string().min(1).optional(),
  AUDIT_WEBHOOK: z.url("AUDIT_WEBHOOK must be an address such as https://siem.example.org/panelroom").optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "SMTP_URL must be an address such as smtps://user:password@mail.example.org" }).optional(),
  MAIL_FROM: z.string().regex(/^[^\s@<>]+@[^\s@<>]+$/, "MAIL_FROM must be an e-mail address").default("panelroom@localhost"),
  BANK_HOLIDAYS: z.enum(nations, `BANK_HOLIDAYS must be ${nations.join(", ").replace(/, ([^,]*)$/, " or $1")}`).default("england-and-wales"),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"], "LOG_LEVEL must be silent, error, warn, info or debug").default("info"),
});

export type Settings = z.infer<typeof shape>;

/** Reads the settings from the environment. Throws one sentence for each wrong one, naming it. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const parsed = shape.safeParse(environment);
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map((issue) => (issue.message.startsWith(String(issue.path[0])) ? issue.message : `${String(issue.path[0])}: ${issue.message}`)).join(". "));
}
