import assert from "node:assert/strict";
import { isPassing, reasonOf } from "../../../components/registry/connectionFailure";
import { Http } from "../../../components/registry/http";
import { registryForEach } from "./asking";

const failure = (code: string) => new TypeError("fetch failed", { cause: { code } });

describe("a connection that fails", () => {
  const table: [codes: string[], passing: boolean, reason: RegExp][] = [
    [
      ["ECONNREFUSED", "ECONNRESET", "EPIPE", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "UND_ERR_SOCKET"],
      true,
      /^h does not answer \((?:E[A-Z_]+|UND_ERR_SOCKET)\): see that it runs/,
    ],
    [["ENOTFOUND"], false, /^no machine has the name h \(ENOTFOUND\): correct the registry's address/],
    [
      ["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT"],
      false,
      /^h gave no answer within 15 s: check the network, or the proxy/,
    ],
    [
      ["DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "CERT_HAS_EXPIRED"],
      false,
      /^the certificate of h is not trusted \([A-Z_]+\): name its authority's file in NODE_EXTRA_CA_CERTS or renew it$/,
    ],
    [
      [
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        "ERR_TLS_CERT_ALTNAME_INVALID",
      ],
      false,
      /^the certificate of h is not trusted/,
    ],
    [
      ["ERR_SSL_WRONG_VERSION_NUMBER", "EPROTO"],
      false,
      /^h does not speak TLS \([A-Z_]+\): give it a certificate/,
    ],
    [["SOMETHING_ELSE"], false, /^h cannot be asked \(fetch failed\): correct the registry's address$/],
  ];
  for (const [codes, passing, reason] of table) {
    for (const code of codes) {
      it(`with ${code} is ${passing ? "tried again" : "not tried again"}, and told`, () => {
        assert.equal(isPassing(failure(code)), passing);
        assert.match(reasonOf(failure(code), "h", 15), reason);
      });
    }
  }

  const registry = registryForEach();
  it("for want of TLS is told", async () => {
    const url = new URL(`https://${registry().host}/v2/`);
    await assert.rejects(new Http().ask({ url, what: "X cannot be read" }), {
      message:
        `X cannot be read: ${registry().host} does not speak TLS (ERR_SSL_WRONG_VERSION_NUMBER): ` +
        "give it a certificate, as only a registry on this machine may go without.",
    });
  });

  it("on a port that is none of a registry is told", async () => {
    const url = new URL("http://127.0.0.1:6000/");
    await assert.rejects(new Http().ask({ url, what: "X cannot be read" }), {
      message: "X cannot be read: 127.0.0.1:6000 cannot be asked (bad port): correct the registry's address.",
    });
  });
});
