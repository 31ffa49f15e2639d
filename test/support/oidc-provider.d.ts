// As much of oidc-provider as the tests use: it brings no types.
declare module "oidc-provider" {
  import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
  export interface Context {
    path: string;
    querystring: string;
    type: string;
    body: unknown;
    req: IncomingMessage;
    res: ServerResponse;
    oidc: { client?: { clientId: string }; session?: { accountId?: string }; provider: Provider };
  }
  interface Grant {
    addOIDCScope: (scope: string) => void;
    save: () => Promise<string>;
  }
  export class Provider {
    constructor(issuer: string, configuration: object);
    Grant: new (of: { clientId: string; accountId: string }) => Grant;
    use: (middleware: (ctx: Context, next: () => Promise<void>) => unknown) => void;
    callback: () => RequestListener;
    interactionFinished: (request: IncomingMessage, response: ServerResponse, result: object) => Promise<void>;
  }
}
