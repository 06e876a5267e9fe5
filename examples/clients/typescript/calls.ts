// Calls of a bank's API, made with patience: a limit of time, few repetitions, and no write sent twice in the dark.
// `patient` stands where a generated client expects `fetch`.

declare const process: { env: Record<string, string | undefined> };

const TIMEOUT_MS = 1000 * Number(process.env.BANK_TIMEOUT ?? "2");
const DEADLINE = Date.now() + 4 * TIMEOUT_MS;
const PAUSES_MS = [200, 500];
const LONGEST_WAIT_MS = 3000;

/** The bank does not answer as it should, or will not have us: somebody may try again later. */
export class GaveUp extends Error {}

/** There is nothing to do, for a reason that the program understands and says. */
export class Settled extends Error {}

/** No usable answer. `untouched`: the call was surely not carried out. `afterMs`: how long to wait before the next. */
export class Lost extends GaveUp {
  constructor(
    reason: string,
    readonly untouched = false,
    readonly afterMs = 0,
  ) {
    super(reason);
  }
}

/** Pause, or give up when that would take too long. */
export async function wait(milliseconds: number, reason: string): Promise<void> {
  if (milliseconds > LONGEST_WAIT_MS || Date.now() + milliseconds > DEADLINE) throw new GaveUp(reason);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Answers a request: a read is sent three times at most, a write again only if it was surely not carried out. */
export async function patient(request: RequestInfo | URL): Promise<Response> {
  const asked = request as Request;
  for (let tries = 0; ; tries++) {
    try {
      return await answered(asked.clone());
    } catch (lost) {
      if (!(lost instanceof Lost)) throw lost;
      const pause = PAUSES_MS[tries];
      if (pause === undefined || !(asked.method === "GET" || lost.untouched)) throw lost;
      await wait(Math.max(pause, lost.afterMs), `${asked.method} ${new URL(asked.url).pathname}: ${lost.message}`);
    }
  }
}

/** One exchange, with the whole body. Throws Lost for an answer that says try again, or that cannot be read. */
async function answered(request: Request): Promise<Response> {
  const left = Math.min(TIMEOUT_MS, DEADLINE - Date.now());
  if (left <= 0) throw new GaveUp("the time is up");
  const { response, body } = await received(request, left);
  const { status } = response;
  if (status === 429 || status >= 500) {
    throw new Lost(`status ${status}`, status === 429, retryAfterMs(response.headers.get("Retry-After")));
  }
  if (status === 200) json(response.headers.get("Content-Type") ?? "", body);
  return new Response([204, 205, 304].includes(status) ? null : body, { status, headers: response.headers });
}

async function received(request: Request, milliseconds: number): Promise<{ response: Response; body: ArrayBuffer }> {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(milliseconds) });
    return { response, body: await response.arrayBuffer() };
  } catch (problem) {
    const cause = (problem as { cause?: { code?: string; message?: string } }).cause;
    const untouched = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"].includes(cause?.code ?? "");
    throw new Lost(`no answer: ${cause?.message ?? (problem as Error).message}`, untouched);
  }
}

/** Throws Lost for a body that is no JSON object. */
function json(mediaType: string, body: ArrayBuffer): void {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(mediaType)) throw new Lost(`${mediaType} instead of JSON`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new Lost("a body that is no JSON");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw new Lost("a body that is no object");
}

/** What a Retry-After header asks for: seconds, or a date; 0 where it says neither. */
function retryAfterMs(value: string | null): number {
  const asked = value?.trim() ?? "";
  if (/^\d+$/.test(asked)) return 1000 * Number(asked);
  const date = Date.parse(asked);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now() + 50);
}
