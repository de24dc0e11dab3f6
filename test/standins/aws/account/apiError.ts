import type { STSServiceException } from "@aws-sdk/client-sts";

/** A refusal by AWS, said as its own tools say it. */
export class ApiError extends Error {
  constructor(
    /** For example `InvalidVpcID.NotFound`. */
    readonly code: string,
    /** What AWS itself says of it. */
    readonly detail: string,
    message: string,
  ) {
    super(message);
  }
}

/** The error of a call as one line; what is no refusal (no connection, no credentials) keeps its own text. */
export function describe(error: unknown, service: string, operation: string): Error {
  const reason = error as Partial<STSServiceException> & { Code?: string; message?: string };
  const status = reason.$metadata?.httpStatusCode;
  const text = oneLine(reason.message ?? String(error));
  const call = `operation error ${service}: ${operation}`;
  if (!reason.$fault || status === undefined) return new Error(`${call}, ${text || String(error)}`);
  const code = reason.name === "Error" ? (reason.Code ?? "Unknown") : (reason.name ?? "Unknown");
  const response = `https response error StatusCode: ${status}, RequestID: ${reason.$metadata?.requestId ?? ""}`;
  return new ApiError(code, text, `${call}, ${response}, api error ${code}: ${text}`);
}

export function isCode(error: unknown, ...codes: string[]): error is ApiError {
  return error instanceof ApiError && codes.includes(error.code);
}

/** The answer, or undefined where AWS says with one of these codes that there is no such thing. */
export async function unlessMissing<T>(answer: Promise<T>, ...codes: string[]): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isCode(error, ...codes)) return undefined;
    throw error;
  }
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").trim();
}
