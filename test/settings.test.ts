import { describe, expect, test } from "vitest";
import { readSettings } from "../server/settings.ts";

describe("A wrong setting is answered with a sentence that names it", () => {
  test.each([
    ["PORT", "eighty", "PORT must be a whole number from 0 to 65535"],
    ["PORT", "70000", "PORT must be a whole number from 0 to 65535"],
    ["SESSION_IDLE_MINUTES", "0", "SESSION_IDLE_MINUTES must be a whole number from 1 to 60"],
    ["SESSION_HOURS", "2.5", "SESSION_HOURS must be a whole number from 1 to 24"],
    ["BANK_HOLIDAYS", "wales", "BANK_HOLIDAYS must be england-and-wales, scotland or northern-ireland"],
    ["SIGN_IN_TRIES_PER_HOUR", "-1", "SIGN_IN_TRIES_PER_HOUR must be a whole number from 1 to 1000000"],
    ["TRUSTED_PROXIES", "many", "TRUSTED_PROXIES must be a whole number from 0 to 5"],
    ["WATCHDOG_SECONDS", "-1", "WATCHDOG_SECONDS must be a whole number from 0 to 3600"],
    ["PUBLIC_URL", "panelroom", "PUBLIC_URL must be an address such as https://panelroom.example.org"],
    ["LOG_LEVEL", "loud", "LOG_LEVEL must be silent, error, warn, info or debug"],
    ["DATABASE_FILE", "", "DATABASE_FILE must name a file"],
  ])("%s=%s", (name, value, sentence) => {
    expect(() => readSettings({ [name]: value })).toThrow(sentence);
  });
});

test("Without any setting there is a sensible one for each", () => {
  expect(readSettings({})).toMatchObject({ PORT: 3000, DATABASE_FILE: "data/panelroom.sqlite", SESSION_IDLE_MINUTES: 15, SESSION_HOURS: 10, SIGN_IN_TRIES_PER_HOUR: 10, TRUSTED_PROXIES: 0, WATCHDOG_SECONDS: 20, LOG_LEVEL: "info" });
});
