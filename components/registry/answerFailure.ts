import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { Answer, retryAfter } from "./http";

/** Where an answer came from, and what is not possible without it: "Image X cannot be looked up". */
export interface Asked {
  readonly host: string;
  readonly what: string;
}

const registryErrors = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.string().optional() })).min(1),
});
const tokenErrors = z.object({ details: z.string() });

/** A login that is missing or not accepted. */
export function refused(
  answer: Answer,
  username: string | undefined,
  { host, what }: Asked,
): pulumi.RunError {
  if (username === undefined) {
    return new pulumi.RunError(
      `${what}: ${host} asks for a login (${statusOf(answer)}): give it one that may read the repository.`,
    );
  }
  const lifetime = /\.dkr[.-]ecr[.-]/.test(host) ? ", as a login to ECR lasts twelve hours," : "";
  return new pulumi.RunError(
    `${what}: ${host} refuses the login of "${username}" (${statusOf(answer)}): log in again${lifetime} or let it read the repository.`,
  );
}

/** An answer of a status that the protocol has no use for here. */
export function unexpected(answer: Answer, { host, what }: Asked): pulumi.RunError {
  const status = statusOf(answer);
  if (answer.status === 429) {
    const wait = retryAfter(answer);
    const next = wait > 0 ? `again in ${wait} s` : "later";
    return new pulumi.RunError(
      `${what}: ${host} limits how often it is asked (${status}): try ${next}, with a login if it has none.`,
    );
  }
  if (answer.status >= 500)
    return new pulumi.RunError(`${what}: ${host} fails (${status}): see to it and try again.`);
  return new pulumi.RunError(
    `${what}: ${host} does not answer as a registry does (${status}): correct the registry's address.`,
  );
}

/** An answer that is there but is not what it should be. */
export const malformed = (reason: string, { host, what }: Asked) =>
  new pulumi.RunError(
    `${what}: ${host} gave an answer that makes no sense (${reason}): correct the registry's address, or see what lies between.`,
  );

/** The JSON of an answer, checked. Throws a RunError that names the answer. */
export function understood<T>(schema: z.ZodType<T>, body: Buffer, name: string, asked: Asked): T {
  let json: unknown;
  try {
    json = JSON.parse(body.toString());
  } catch {
    throw malformed(`${name} is not JSON`, asked);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw malformed(`${name} has a wrong ${path.join(".") || "form"}: ${message}`, asked);
}

/** The status, with the server's own words if it has some. */
function statusOf({ status, body }: Answer): string {
  const words = wordsOf(body);
  return words ? `HTTP ${status}, ${words}` : `HTTP ${status}`;
}

function wordsOf(body: Buffer): string | undefined {
  try {
    const json: unknown = JSON.parse(body.toString());
    const { data } = registryErrors.safeParse(json);
    const words = data
      ? [data.errors[0].code, data.errors[0].message].filter(Boolean).join(": ")
      : tokenErrors.safeParse(json).data?.details;
    // Somebody else's words: on one line, and not too many.
    return words?.replace(/\s+/g, " ").trim().replace(/\.$/, "").slice(0, 200);
  } catch {
    return undefined;
  }
}
