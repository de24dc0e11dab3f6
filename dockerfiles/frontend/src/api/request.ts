/** Milliseconds after which a request counts as unanswered; the proxy gives up sooner in most cases. */
const timeout = 15_000;

/** An answer that is not the one asked for, in words that can be shown. */
export class ApiError extends Error {
  /** HTTP status, or 0 when there was no answer at all. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "ApiError";
    this.status = status;
  }
}

/** Asks the API on the page's own origin and returns the parsed JSON; every failure is an ApiError. */
export async function request(path: string, init: RequestInit = {}): Promise<unknown> {
  const signals = [AbortSignal.timeout(timeout), ...(init.signal ? [init.signal] : [])];
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal: AbortSignal.any(signals) });
  } catch (error) {
    throw noAnswer(error);
  }
  if (!response.ok) throw new ApiError(response.status, await refusal(response));
  try {
    return await response.json();
  } catch (error) {
    throw isTimeout(error)
      ? noAnswer(error)
      : new ApiError(0, "The server sent an answer this page does not understand.");
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === "TimeoutError";
}

function noAnswer(error: unknown): ApiError {
  return isTimeout(error)
    ? new ApiError(0, `The server did not answer within ${timeout / 1000} seconds.`)
    : new ApiError(0, "The server could not be reached. Check your connection.");
}

/** The API says why in {"error": "…"}; a proxy in between answers with something else. */
async function refusal(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body === "object" && body !== null && "error" in body && typeof body.error === "string") {
    return sentence(body.error);
  }
  if (response.status === 429) return "Too many requests. Wait a moment.";
  return `The server answered with an error (${response.status}).`;
}

/** The API's messages are parts of a log line; shown by themselves they begin and end as sentences do. */
function sentence(message: string): string {
  const capitalised = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(capitalised) ? capitalised : `${capitalised}.`;
}
