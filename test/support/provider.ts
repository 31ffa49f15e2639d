import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { type Context, Provider } from "oidc-provider";

type Claims = Record<string, unknown>;
const part = (of: object): string => Buffer.from(JSON.stringify(of)).toString("base64url");
const newKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

/** What an account of the provider says of itself. */
export interface Account {
  email?: string;
  email_verified?: boolean;
  /** How it signs in there. */
  amr?: string[];
}

/** A real OpenID provider on this machine, whose answers may be bent, to see that they are refused. */
export async function openProvider(redirects: string[]) {
  const [own, another] = [newKey(), newKey()];
  const accounts = new Map<string, Account>();
  /** Changes the ID token before it goes out. */
  let bend: ((claims: Claims) => Claims) | null = null;
  let sign: "its own key" | "another key" | "none" = "its own key";
  let silent = false;
  const asked: URLSearchParams[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "panelroom", client_secret: "a secret for tests alone, long enough", redirect_uris: redirects, grant_types: ["authorization_code"], response_types: ["code"], token_endpoint_auth_method: "client_secret_post" }],
    jwks: { keys: [{ ...own.export({ format: "jwk" }), kid: "one", alg: "RS256", use: "sig" }] },
    claims: { openid: ["sub", "amr", "auth_time"], email: ["email", "email_verified"], profile: ["preferred_username"] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["for tests alone"] },
    pkce: { required: () => true },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/who/${uid}` },
    findAccount: (_: unknown, sub: string) => (accounts.has(sub) ? { accountId: sub, claims: () => ({ sub, ...accounts.get(sub) }) } : undefined),
    loadExistingGrant: async (ctx: Context) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client!.clientId, accountId: ctx.oidc.session!.accountId! });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    if (silent) return new Promise(() => undefined);
    if (ctx.path === "/auth") asked.push(new URLSearchParams(ctx.querystring));
    // The provider's own sign-in page: whoever one says one is.
    if (ctx.path.startsWith("/who/")) {
      const who = new URLSearchParams(ctx.querystring).get("who");
      if (!who) {
        ctx.type = "html";
        ctx.body = `<h1>Who are you?</h1><form><label>Account <input name="who"></label><button>Go on</button></form>`;
        return;
      }
      if (who === "nobody") return provider.interactionFinished(ctx.req, ctx.res, { error: "access_denied" });
      return provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: who, amr: accounts.get(who)?.amr ?? ["pwd"] } });
    }
    await next();
    const body = ctx.body as { id_token?: string } | undefined;
    if (ctx.path === "/token" && body?.id_token && (bend || sign !== "its own key")) {
      const claims = JSON.parse(Buffer.from(body.id_token.split(".")[1]!, "base64url").toString()) as Claims;
      const text = [sign === "none" ? { alg: "none" } : { alg: "RS256", kid: "one" }, bend ? bend(claims) : claims].map(part).join(".");
      body.id_token = `${text}.${sign === "none" ? "" : createSign("sha256").update(text).sign(sign === "another key" ? another : own, "base64url")}`;
    }
  });
  server.on("request", provider.callback());
  return {
    issuer, accounts, asked,
    bend: (how: typeof bend, by: typeof sign = "its own key") => {
      bend = how;
      sign = by;
    },
    /** Takes requests and answers none. */
    fallSilent: (yes: boolean) => {
      silent = yes;
    },
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
