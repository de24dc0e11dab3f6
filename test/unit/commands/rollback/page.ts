import { Loopback } from "../../../loopback";

type Answer = string | number | { readonly status: number; readonly text: string };

/** A web server that answers each path with a text, with a status that is no success, or with both. */
export function pageOf(answers: (path: string) => Answer): Promise<Loopback> {
  return Loopback.serving(({ url = "" }, response) => {
    const answer = answers(url);
    if (typeof answer === "string") response.end(answer);
    else if (typeof answer === "number") response.writeHead(answer).end();
    else response.writeHead(answer.status).end(answer.text);
  });
}
