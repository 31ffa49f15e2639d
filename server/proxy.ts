import { Agent, type IncomingMessage, type RequestListener, request as requestTo, type ServerResponse } from "node:http";

// Of one connection, not of the message (RFC 9110, 7.6.1), or written anew here.
const ofTheConnection = ["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "expect"];
// What a proxy in front says of where a request came from. Nobody is believed when none stands there.
const ofAProxy = ["forwarded", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"];

/** A thread that answers requests. */
export interface Answering {
  socketPath: string;
  answers: () => boolean;
}
export interface ProxyTo {
  pages: Answering;
  /** A second one that only reads, when it is there: it takes what would wait for the first. */
  reading?: Answering;
  /** Called whenever so much waits to be read that a second thread would be of use. */
  crowded?: () => void;
  /** How many proxies stand in front of this process. */
  trusted: number;
}

/** What is read again when a bell rings: the data of pages. What a thread holds in its memory (sign-in, imports, the first setup) is not among it. */
const reads = /^\/(?:home|panels|meetings|items|subjects|actions)(?=[/?])[^#]*[?&]_data=/;
/** So many readings at once are a room, and not somebody who opens a page. */
const crowd = 4;

/** Hands every request to a thread behind its socket and its answer back, as they come: nothing is held, nothing is read. */
export function proxy({ pages, reading, crowded = () => undefined, trusted }: ProxyTo): { handle: RequestListener; close: () => void } {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  const inHand = new Map<Answering, number>();
  const of = (thread: Answering): number => inHand.get(thread) ?? 0;
  /** Of the two the one that has less to read. */
  const threadFor = (request: IncomingMessage, response: ServerResponse): Answering => {
    if (request.method !== "GET" || !reads.test(request.url ?? "")) return pages;
    const thread = reading?.answers() && of(reading) < of(pages) ? reading : pages;
    inHand.set(thread, of(thread) + 1);
    response.once("close", () => inHand.set(thread, of(thread) - 1));
    if (of(pages) >= crowd) crowded();
    return thread;
  };
  const handle: RequestListener = (request, response) => {
    const thread = threadFor(request, response);
    if (!thread.answers()) return startingAgain(response);
    const headers = passedOn(request, trusted === 0 ? [...ofTheConnection, ...ofAProxy, "x-forwarded-for"] : [...ofTheConnection, "x-forwarded-for"]);
    const before = trusted === 0 ? undefined : request.headers["x-forwarded-for"];
    headers.push("X-Forwarded-For", [before, request.socket.remoteAddress].filter(Boolean).join(", "));
    if (request.headers["transfer-encoding"]) headers.push("Transfer-Encoding", "chunked");
    let inner: ReturnType<typeof requestTo>;
    try {
      inner = requestTo({ agent, socketPath: thread.socketPath, method: request.method, path: request.url, headers: headers as never });
    } catch {
      return say(response, 400, "This request could not be read");
    }
    inner.on("response", (answer) => {
      response.writeHead(answer.statusCode!, answer.statusMessage, passedOn(answer, ofTheConnection));
      answer.pipe(response);
      // Broken off half-way: said by breaking off, not by an end that looks whole.
      answer.on("error", () => response.destroy());
    });
    inner.on("error", (error: NodeJS.ErrnoException) => {
      if (response.headersSent || response.destroyed) return void response.destroy();
      if (error.code === "ECONNREFUSED" || error.code === "ENOENT") startingAgain(response);
      else say(response, 502, "Panelroom stopped while it answered. If you sent something, look whether it was kept before you send it again.");
    });
    response.on("close", () => {
      if (!response.writableFinished) inner.destroy();
    });
    request.pipe(inner);
  };
  return { handle, close: () => agent.destroy() };
}

/**
 * The headers that go on, in the form that they came in, without those in `left`. What a sender names in Connection is not taken out as well:
 * that could be Content-Length, and its body would then be read as a request of somebody else's.
 */
function passedOn({ rawHeaders }: IncomingMessage, left: string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) if (!left.includes(rawHeaders[i]!.toLowerCase())) kept.push(rawHeaders[i]!, rawHeaders[i + 1]!);
  return kept;
}

function startingAgain(response: ServerResponse): void {
  response.setHeader("Retry-After", "2");
  say(response, 503, "Panelroom is starting again. Wait a moment, then load this page again. Minutes that are open go on.");
}

function say(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" }).end(words);
}
