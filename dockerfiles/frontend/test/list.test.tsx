import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { answer, fakeApi, post } from "./fakeApi";
import { open } from "./open";
import { arrival, page } from "./pages";

const titles = () => screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent);
const twelve = () => Array.from({ length: 12 }, (_, index) => post(index + 1));

describe("the list of posts", () => {
  it("shows title, author, date and the beginning of each post, newest first", async () => {
    fakeApi([post(1), post(2, { title: "Second", author: "Ana", body: "Hello\n\nthere" })]);
    open("/");
    const [first] = await screen.findAllByRole("article");
    expect(titles()).toEqual(["Second", "Post 1"]);
    const summary = within(first!);
    expect(summary.getByRole("link", { name: "Second" })).toHaveAttribute("href", "/posts/2");
    expect(summary.getByText("Ana")).toBeVisible();
    expect(summary.getByText("March 9, 2026")).toHaveAttribute("datetime", "2026-03-09T08:00:00Z");
    expect(summary.getByText("Hello there")).toBeVisible();
  });

  it("cuts a long text between words and says so", async () => {
    fakeApi([post(1, { body: "lorem ipsum ".repeat(100) })]);
    open("/");
    expect(await screen.findByText(/^(lorem ipsum )+(lorem|lorem ipsum)…$/)).toBeVisible();
  });

  it("leads to older posts and back to the newest", async () => {
    const api = fakeApi(twelve());
    const user = open("/");
    await page("Latest posts");
    expect(titles()).toHaveLength(10);
    expect(screen.queryByRole("link", { name: "Newest posts" })).toBeNull();

    await user.click(screen.getByRole("link", { name: "Older posts" }));
    await page("Older posts");
    expect(titles()).toEqual(["Post 2", "Post 1"]);
    expect(api.asked.at(-1)).toBe("/api/posts?limit=10&before=3");
    expect(screen.queryByRole("link", { name: "Older posts" })).toBeNull();

    await user.click(screen.getByRole("link", { name: "Newest posts" }));
    await page("Latest posts");
    expect(titles()[0]).toBe("Post 12");
  });

  it("shows the newest posts for a page that cannot be", async () => {
    const api = fakeApi([post(1)]);
    open("/?before=nonsense");
    await page("Latest posts");
    expect(api.asked).toEqual(["/api/posts?limit=10"]);
  });

  it("invites to write the first post", async () => {
    fakeApi();
    open("/");
    expect(await screen.findByRole("link", { name: "Write the first post" })).toHaveAttribute(
      "href",
      "/write",
    );
  });

  it("says what failed and tries again", async () => {
    const api = fakeApi([post(1)]);
    api.failNext(answer(503, { error: "the database cannot be reached: try again in a moment" }));
    const user = open("/");
    const heading = await page("Could not load the posts");
    expect(screen.getByText("The database cannot be reached: try again in a moment.")).toBeVisible();
    expect(heading).not.toHaveFocus();

    await user.click(screen.getByRole("button", { name: "Try again" }));
    await arrival("Latest posts");
    expect(titles()).toEqual(["Post 1"]);
  });

  it("is not replaced by a late answer to an earlier request", async () => {
    const api = fakeApi([post(1)]);
    const late = Promise.withResolvers<Response>();
    api.failNext(late.promise);
    const user = open("/");
    await user.click(screen.getByRole("link", { name: "Posts" }));
    await screen.findByRole("link", { name: "Post 1" });
    await act(async () => late.resolve(answer(200, { posts: [post(99)] })));
    expect(titles()).toEqual(["Post 1"]);
  });

  it("says that it is loading, to screen readers as well", async () => {
    const api = fakeApi([post(1)]);
    const reply = Promise.withResolvers<Response>();
    api.failNext(reply.promise);
    open("/");
    expect(screen.getByRole("status")).toHaveTextContent("Loading posts…");
    reply.resolve(answer(200, { posts: [] }));
    await screen.findByRole("heading", { level: 1 });
    await waitFor(() => expect(screen.getByRole("status")).toBeEmptyDOMElement());
  });
});
