import { describe, expect, it, vi } from "vitest";
import { request } from "../src/api/request";
import { answer } from "./fakeApi";

const reply = (fetch: () => Promise<Response>) => vi.stubGlobal("fetch", fetch);

describe("a request", () => {
  it("returns what the API answers", async () => {
    reply(async () => answer(200, { a: 1 }));
    expect(await request("/api/x")).toEqual({ a: 1 });
  });

  it.each([
    ["the API's own words", answer(409, { error: "too late" }), 409, "Too late."],
    [
      "an answer of a proxy",
      new Response("<html>", { status: 502 }),
      502,
      "The server answered with an error (502).",
    ],
    ["a rate limit", new Response("", { status: 429 }), 429, "Too many requests. Wait a moment."],
    [
      "a page in place of JSON",
      new Response("<html>"),
      0,
      "The server sent an answer this page does not understand.",
    ],
  ])("turns %s into a message", async (_, response, status, message) => {
    reply(async () => response);
    await expect(request("/api/x")).rejects.toMatchObject({ name: "ApiError", status, message });
  });

  it("gives up on a server that never answers", async () => {
    vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort(new DOMException("", "TimeoutError")));
    vi.stubGlobal("fetch", async (_: string, { signal }: RequestInit) => signal?.throwIfAborted());
    await expect(request("/api/x")).rejects.toThrow("The server did not answer within 15 seconds.");
    expect(AbortSignal.timeout).toHaveBeenCalledWith(15_000);
  });
});
