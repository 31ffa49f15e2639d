import type { Factor } from "./factor.ts";
import type { Site } from "./site.ts";

// Signing in through an agency's own provider (OpenID Connect): what is true of its settings and of what it says.

/** Which claim of a provider is the person's e-mail address. */
export const emailClaims = ["email", "preferred_username", "upn"] as const;
export type EmailClaim = (typeof emailClaims)[number];

export interface SignInForm {
  factors: Factor[];
  allowsPassword: boolean;
  issuer: string | null;
  clientId: string | null;
  /** Null: the one that is kept goes on. */
  clientSecret: string | null;
  emailClaim: EmailClaim;
  trustsSecond: boolean;
}

const isLoopback = (host: string): boolean => host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);

/** Microsoft Entra ID: the tenant that an issuer names. */
const tenantOf = (issuer: string): string | null => /^https:\/\/login\.microsoftonline\.(?:com|us)\/([^/]+)\/v2\.0\/?$/.exec(issuer)?.[1]?.toLowerCase() ?? null;

/** Why this address is no provider, or null. Without https only on one machine: where Panelroom itself is at such an address, as in tests. */
export function whyNotIssuer(issuer: string, site: Site): string | null {
  if (!URL.canParse(issuer)) return "Enter the provider's address, such as https://login.microsoftonline.com/TENANT/v2.0";
  const { protocol, hostname, search, hash, username, password } = new URL(issuer);
  if (search || hash || username || password) return "The address must have no question mark, number sign, name or password in it";
  const here = new URL(site.origin);
  const onThisMachine = protocol === "http:" && isLoopback(hostname) && here.protocol === "http:" && isLoopback(here.hostname);
  if (protocol !== "https:" && !onThisMachine) return "The address must begin with https://";
  if (["common", "organizations", "consumers"].includes(tenantOf(issuer) ?? "")) return "Use the address of your own tenant: this one lets in accounts of every other";
  return null;
}

/** Why an agency's people may not sign in so, with the field that it belongs beside; or null. */
export function whyNotSignIn(form: SignInForm, { hasSecret, site }: { hasSecret: boolean; site: Site }): { why: string; field: string } | null {
  if (!form.factors.length) return { why: "Choose at least one second factor", field: "factors" };
  if (!form.issuer) return form.allowsPassword ? null : { why: "Without a provider people need a password to sign in", field: "allowsPassword" };
  const why = whyNotIssuer(form.issuer, site);
  if (why) return { why, field: "issuer" };
  if (!form.clientId) return { why: "Enter the client ID that the provider gave for Panelroom", field: "clientId" };
  return form.clientSecret || hasSecret ? null : { why: "Enter the client secret that the provider gave for Panelroom", field: "clientSecret" };
}

export type Claims = Record<string, unknown>;
const textIn = (claims: Claims, name: string): string => (typeof claims[name] === "string" ? (claims[name] as string).trim().toLowerCase() : "");

/**
 * The e-mail address that a provider vouches for, or null: one that it says it has verified, or any within the agency's own Entra tenant,
 * whose administrator gives the addresses out.
 */
export function emailIn(claims: Claims, { issuer, emailClaim }: { issuer: string; emailClaim: string }): string | null {
  const email = textIn(claims, emailClaim);
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return null;
  const tenant = tenantOf(issuer);
  if (tenant) return textIn(claims, "tid") === tenant ? email : null;
  return emailClaim === "email" && claims.email_verified === true ? email : null;
}

/** How long ago somebody may have signed in at the provider for its second factor, or its word that they are here, to count (minutes). */
export const freshMinutes = 5;

/** Whether the provider says that the person was there just now. */
export const isFresh = (claims: Claims, now: Date): boolean => typeof claims.auth_time === "number" && now.getTime() - claims.auth_time * 1000 <= freshMinutes * 60_000;

const seconds = ["mfa", "http://schemas.openid.net/pape/policies/2007/06/multi-factor", "https://refeds.org/profile/mfa"];

/** Whether the provider says that it took a second factor (RFC 8176), just now: one given this morning at a desk that was left is none. */
export const saysSecond = (claims: Claims, now: Date): boolean =>
  ((Array.isArray(claims.amr) && claims.amr.includes("mfa")) || (typeof claims.acr === "string" && seconds.includes(claims.acr))) && isFresh(claims, now);
