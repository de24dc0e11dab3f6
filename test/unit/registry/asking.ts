import { Login } from "../../../components/registry/authorization";
import { RepositoryClient } from "../../../components/registry/repositoryClient";
import { FakeRegistry, Intruder } from "./fakeRegistry";

/** A client that notes how long it would wait, in milliseconds, instead of waiting. */
export function impatient(
  url: string,
  { login, timeoutSeconds }: { login?: Login; timeoutSeconds?: number } = {},
) {
  const waited: number[] = [];
  const pause = (milliseconds: number) => Promise.resolve(waited.push(milliseconds));
  return { client: new RepositoryClient({ url, login, http: { pause, timeoutSeconds } }), waited };
}

/** Answers with a status, and headers, in place of the registry. */
export const status =
  (code: number, headers: Record<string, string> = {}, body = ""): Intruder =>
  (_, response) => {
    response.writeHead(code, headers).end(body);
    return true;
  };

/** Closes the connection without an answer. */
export const hangUp: Intruder = (request) => {
  request.socket.destroy();
  return true;
};

/** Never answers. */
export const silence: Intruder = () => true;

/** A registry that runs during each test of a group. */
export function registryForEach(): () => FakeRegistry {
  let registry: FakeRegistry;
  beforeEach(async () => {
    registry = new FakeRegistry();
    await registry.start();
  });
  afterEach(() => registry.stop());
  return () => registry;
}
