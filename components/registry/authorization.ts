import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { Answer, Http } from "./http";
import { challengesOf } from "./challenge";
import { isLoopback, RepositoryAddress } from "./repositoryAddress";
import { refused, understood, unexpected } from "./answerFailure";

/** Name and password, or token, with which a registry is asked. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

const tokenAnswer = z
  .object({ token: z.string().min(1).optional(), access_token: z.string().min(1).optional() })
  .transform(({ token, access_token }) => token ?? access_token)
  .pipe(z.string());

/** The Authorization header that a repository wants, learnt from its refusal and kept until the next one. */
export class Authorization {
  /** Of the latest challenge; asked for once, however many questions wait for it. */
  private current?: { readonly given: string | undefined; readonly header: Promise<string> };

  constructor(
    private readonly address: RepositoryAddress,
    private readonly login: Login | undefined,
    private readonly http: Http,
  ) {}

  /** The header of the latest refusal; undefined before the first one. */
  header(): Promise<string> | undefined {
    return this.current?.header;
  }

  /** The header that fits a refusal of `given`. Throws a RunError if there is none. */
  after(refusal: Answer, given: string | undefined, what: string): Promise<string> {
    // Somebody else's question was refused for the same reason, and the answer to it is on its way.
    if (this.current && this.current.given === given) return this.current.header;
    const current = { given, header: this.answer(refusal, what) };
    this.current = current;
    current.header.catch(() => {
      if (this.current === current) this.current = undefined;
    });
    return current.header;
  }

  private async answer(refusal: Answer, what: string): Promise<string> {
    const challenges = challengesOf(refusal.headers.get("www-authenticate") ?? "");
    const bearer = challenges.find(({ scheme }) => scheme === "bearer");
    if (bearer) return `Bearer ${await this.token(bearer.parameters, what)}`;
    if (this.login && challenges.some(({ scheme }) => scheme === "basic")) return basic(this.login);
    throw refused(refusal, this.login?.username, { host: this.address.registry, what });
  }

  private async token(parameters: Readonly<Record<string, string>>, what: string): Promise<string> {
    const url = this.realm(parameters.realm, what);
    if (parameters.service) url.searchParams.set("service", parameters.service);
    url.searchParams.set("scope", parameters.scope ?? `repository:${this.address.path}:pull`);
    const headers = this.login && { authorization: basic(this.login) };
    const answer = await this.http.ask({ url, headers, what });
    const asked = { host: url.host, what };
    if (answer.status === 401 || answer.status === 403) throw refused(answer, this.login?.username, asked);
    if (answer.status !== 200) throw unexpected(answer, asked);
    return understood(tokenAnswer, answer.body, "the token of a login", asked);
  }

  /** Where tokens are had: the registry names the place, so it must not draw the login out of TLS. */
  private realm(realm: string | undefined, what: string): URL {
    const { registry, api } = this.address;
    const url = URL.canParse(realm ?? "") ? new URL(realm ?? "") : undefined;
    if (url?.protocol === "https:") return url;
    if (url?.protocol === "http:" && (isLoopback(url.host) || (!this.login && api.protocol === "http:")))
      return url;
    throw new pulumi.RunError(
      `${what}: ${registry} has its logins checked at "${realm ?? ""}", which has no TLS: give that server a certificate.`,
    );
  }
}

const basic = ({ username, password }: Login) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
