import { keepWord, wordIn } from "./cookie.server.ts";

const [name, path, minutes] = ["panelroom-flow", "/sign-in-with", 10] as const;

/** The state of a sign-in on its way to a provider, in the browser that began it; "" when there is none. */
export const flowIn = (request: Request, secure: boolean): Promise<string> => wordIn(request, name, path, secure);
export const keepFlow = (state: string, secure: boolean): Promise<string> => keepWord(state, name, path, minutes, secure);
