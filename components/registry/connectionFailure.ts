/** What fetch throws: the code of what went wrong is on its cause, of several on the first of them. */
interface FetchFailure {
  readonly name?: string;
  readonly message?: string;
  readonly cause?: { readonly code?: string; readonly message?: string };
}

/** Failures after which the next try may succeed. */
const PASSING = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ETIMEDOUT",
  "UND_ERR_SOCKET",
]);
const NO_TLS = new Set(["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "EPROTO"]);
const UNTRUSTED = /CERT|SELF_SIGNED|SIGNATURE|ISSUER/;

/** Whether a connection may succeed when it is tried again. */
export const isPassing = (error: unknown) => PASSING.has(codeOf(error) ?? "");

/** Why a host gave no answer, and what to do, as the end of a sentence. */
export function reasonOf(error: unknown, host: string, timeoutSeconds: number): string {
  const { name, message, cause } = error as FetchFailure;
  const code = codeOf(error);
  if (name === "TimeoutError" || code?.endsWith("TIMEOUT")) {
    return `${host} gave no answer within ${timeoutSeconds} s: check the network, or the proxy that it needs, and try again`;
  }
  if (code === "ENOTFOUND") {
    return `no machine has the name ${host} (ENOTFOUND): correct the registry's address or the network's name service`;
  }
  if (code && NO_TLS.has(code)) {
    return `${host} does not speak TLS (${code}): give it a certificate, as only a registry on this machine may go without`;
  }
  if (code && UNTRUSTED.test(code)) {
    return `the certificate of ${host} is not trusted (${code}): name its authority's file in NODE_EXTRA_CA_CERTS or renew it`;
  }
  if (code && PASSING.has(code)) {
    return `${host} does not answer (${code}): see that it runs and that this machine reaches it`;
  }
  return `${host} cannot be asked (${cause?.message ?? message}): correct the registry's address`;
}

const codeOf = (error: unknown) => (error as FetchFailure).cause?.code;
