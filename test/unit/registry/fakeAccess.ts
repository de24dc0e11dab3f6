import { IncomingMessage, ServerResponse } from "node:http";
import { fail } from "./fakeAnswer";

/** Who may ask a registry. */
export interface Access {
  /** Answers a question that must not reach the registry; false lets it through. */
  intercept(request: IncomingMessage, response: ServerResponse, host: string): boolean;
}

export const OPEN: Access = { intercept: () => false };

/** As ECR does: name and password with every question, and a refusal with words for a password that is too old. */
export class BasicAccess implements Access {
  expired = false;

  constructor(
    private readonly username: string,
    private readonly password: string,
  ) {}

  intercept(request: IncomingMessage, response: ServerResponse): boolean {
    const given = credentials(request);
    if (given === undefined) {
      response.setHeader(
        "WWW-Authenticate",
        'Basic realm="https://registry.example.com/",service="ecr.amazonaws.com"',
      );
      fail(request, response, 401, "UNAUTHORIZED", "no basic auth credentials");
      return true;
    }
    if (!this.expired && given === `${this.username}:${this.password}`) return false;
    fail(
      request,
      response,
      403,
      "DENIED",
      "Your authorization token has expired. Reauthenticate and try again.",
    );
    return true;
  }
}

/** As most registries do: a token for one repository, had from a place that the refusal names. */
export class BearerAccess implements Access {
  /** Tokens given out so far. */
  given = 0;
  /** Login that the place of the tokens wants; anonymous tokens without one. */
  login?: string;
  /** Tokens up to this number are not accepted any more. */
  revoked = 0;
  /** Name of the token in the answer that gives it. */
  field: "token" | "access_token" = "token";
  /** Where tokens are said to be had, in place of the registry itself. */
  realm?: string;

  intercept(request: IncomingMessage, response: ServerResponse, host: string): boolean {
    const url = new URL(request.url ?? "", `http://${host}`);
    if (url.pathname === "/token") return this.give(request, response, url);
    const [, scope, number] = /^Bearer (.+)#([0-9]+)$/.exec(request.headers.authorization ?? "") ?? [];
    const wanted = `repository:${/^\/v2\/(?:(.+)\/(?:manifests|blobs|tags)\/)?/.exec(url.pathname)?.[1] ?? ""}:pull`;
    if (scope !== undefined && Number(number) > this.revoked && (scope === wanted || url.pathname === "/v2/"))
      return false;
    const realm = this.realm ?? `http://${host}/token`;
    response.setHeader(
      "WWW-Authenticate",
      `Bearer realm="${realm}",service="registry, \\"test\\"",scope="${wanted}",error="invalid_token"`,
    );
    fail(request, response, 401, "UNAUTHORIZED", "authentication required");
    return true;
  }

  private give(request: IncomingMessage, response: ServerResponse, url: URL): true {
    if (url.searchParams.get("service") !== 'registry, "test"') {
      response.writeHead(400).end();
    } else if (credentials(request) !== this.login) {
      response.writeHead(401).end(JSON.stringify({ details: "incorrect username or password" }));
    } else {
      const token = `${url.searchParams.get("scope")}#${++this.given}`;
      response.writeHead(200).end(JSON.stringify({ [this.field]: token, expires_in: 60 }));
    }
    return true;
  }
}

function credentials(request: IncomingMessage): string | undefined {
  const [, encoded] = /^Basic (.+)$/.exec(request.headers.authorization ?? "") ?? [];
  return encoded === undefined ? undefined : Buffer.from(encoded, "base64").toString();
}
