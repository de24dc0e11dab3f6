import { stackTrouble } from "../stackTrouble";
import { Digest } from "./digest";
import { Violation } from "./policies";

/** The engine's last word, which only says that something failed. */
const LAST_WORD = /^(preview|update) failed$/;

/**
 * What a preview complained of, in sentences, each with the resource that it is about.
 *
 * @param stderr what the CLI printed besides the digest; all there is where it stopped before the program ran
 */
export function failureOf(
  stack: string,
  digest: Digest | undefined,
  violations: readonly Violation[],
  stderr: string,
): string {
  const errors = (digest?.diagnostics ?? [])
    .filter(({ severity }) => severity === "error")
    .map(({ message, urn }) => {
      const text = message.replace(/^error: /, "").trim();
      return LAST_WORD.test(text) ? "" : `${about(urn)}${text}`;
    })
    .filter((text) => text !== "");
  const forbidden = violations.filter(({ mandatory }) => mandatory).map(({ message }) => message);
  if (errors.length + forbidden.length > 0) return [...errors, ...forbidden].join("\n");
  return stackTrouble(stack, stderr)?.message ?? (stderr.trim() || "The Pulumi CLI ended without a word.");
}

/** "PersistentVolumeClaim database: "; nothing for what is said of the program as a whole. */
function about(urn = ""): string {
  const [type, name] = urn.split("::").slice(-2);
  if (type === undefined || name === undefined || type.startsWith("pulumi:pulumi:Stack")) return "";
  return `${type.split(":").at(-1)} ${name}: `;
}
