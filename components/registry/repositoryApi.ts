import { Asked, refused, unexpected } from "./answerFailure";
import { Authorization, Login } from "./authorization";
import { Answer, Http, HttpOptions, Question } from "./http";
import { repositoryAddress, RepositoryAddress } from "./repositoryAddress";

export interface RepositoryArgs {
  /** Registry host and path, without a tag, as in an image's name. */
  readonly url: string;
  /** Absent means that the registry needs none for reading. */
  readonly login?: Login;
  readonly http?: HttpOptions;
}

/** Sent by nearly every registry; the specification does not demand it. */
const VERSION_HEADER = "docker-distribution-api-version";

/** The HTTP side of one repository: its address, its login, and which answers count. */
export class RepositoryApi {
  readonly address: RepositoryAddress;
  private readonly login?: Login;
  private readonly http: Http;
  private readonly authorization: Authorization;

  constructor({ url, login, http }: RepositoryArgs) {
    this.address = repositoryAddress(url);
    this.login = login;
    this.http = new Http(http);
    this.authorization = new Authorization(this.address, login, this.http);
  }

  /** Where a part of the repository is, for example "manifests/3f2a9c1d04be". */
  url(part: string): URL {
    return new URL(part, this.address.api);
  }

  asked(what: string): Asked {
    return { host: this.address.registry, what };
  }

  /**
   * The answer of status 200; undefined if the repository does not have what was asked for, or does not exist.
   *
   * Throws a RunError for every other answer, and for none.
   */
  async ask(question: Question): Promise<Answer | undefined> {
    const answer = await this.authorized(question);
    if (answer.status === 200) return answer;
    if (answer.status !== 404) throw unexpected(answer, this.asked(question.what));
    await this.proveRegistry(answer, question.what);
    return undefined;
  }

  /** Asks with the login that the registry wants, once more when it wants another one. */
  private async authorized(question: Question): Promise<Answer> {
    const given = await this.authorization.header();
    const first = await this.http.ask(withLogin(question, given));
    const answer =
      first.status === 401
        ? await this.http.ask(
            withLogin(question, await this.authorization.after(first, given, question.what)),
          )
        : first;
    if (answer.status !== 401 && answer.status !== 403) return answer;
    throw refused(await this.explained(answer, question), this.login?.username, this.asked(question.what));
  }

  /** The answer to a HEAD has no words: the same question in full has them. */
  private async explained(answer: Answer, question: Question): Promise<Answer> {
    if (question.method !== "HEAD") return answer;
    const header = await this.authorization.header();
    const full = await this.http.ask(withLogin({ ...question, method: "GET" }, header));
    return full.status === answer.status ? full : answer;
  }

  /** Any server answers "not found" to what it does not know: a registry has the root of its API. */
  private async proveRegistry(answer: Answer, what: string): Promise<void> {
    if (answer.headers.has(VERSION_HEADER)) return;
    const root = await this.authorized({ url: new URL("/v2/", this.address.api), what });
    if (root.status !== 200) throw unexpected(root, this.asked(what));
  }
}

const withLogin = (question: Question, authorization: string | undefined): Question =>
  authorization === undefined ? question : { ...question, headers: { ...question.headers, authorization } };
