import { screen, waitFor } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer, fakeApi, post } from "./fakeApi";
import { open } from "./open";
import { arrival, page } from "./pages";

const field = (label: string) => screen.getByRole("textbox", { name: label });
const publish = (user: UserEvent) => user.click(screen.getByRole("button", { name: "Publish" }));

async function fill(user: UserEvent, title = "A start", author = "Mira", body = "Some text") {
  await user.type(field("Title"), title);
  await user.type(field("Your name"), author);
  await user.type(field("Text"), body);
}

describe("the editor", () => {
  it("says at each field what is missing, starts at the first one, and sends nothing", async () => {
    const api = fakeApi();
    const user = open("/write");
    await user.type(field("Title"), "   ");
    await publish(user);
    expect(field("Title")).toHaveFocus();
    expect(field("Title")).toBeInvalid();
    expect(field("Title")).toHaveAccessibleDescription("Give the post a title.");
    expect(field("Your name")).toHaveAccessibleDescription("Say who wrote it.");
    expect(field("Text")).toHaveAccessibleDescription(/Plain text.* Write something before you publish\.$/);
    expect(api.sent).toEqual([]);
  });

  it("takes a complaint back as soon as it is met", async () => {
    fakeApi();
    const user = open("/write");
    await publish(user);
    await user.type(field("Title"), "A");
    expect(field("Title")).toBeValid();
    expect(field("Title")).not.toHaveAccessibleDescription();
    expect(field("Your name")).toBeInvalid();
  });

  it("counts characters as the API does, and says by how many there are too many", async () => {
    const api = fakeApi();
    const user = open("/write");
    await fill(user, "x");
    await user.click(field("Title"));
    await user.paste("🌱".repeat(201));
    await publish(user);
    expect(field("Title")).toHaveAccessibleDescription("At most 200 characters; shorten it by 2.");
    await user.clear(field("Title"));
    await user.paste("🌱".repeat(200));
    await publish(user);
    await page("🌱".repeat(200));
    expect(api.sent).toHaveLength(1);
  });

  it("publishes and goes to the post", async () => {
    const api = fakeApi([post(1)]);
    const user = open("/write");
    await fill(user, " A \u0007start ", "Mira", "One{Enter}{Enter}Two ");
    await publish(user);
    await arrival("A start");
    expect(api.sent).toEqual([{ title: "A start", author: "Mira", body: "One\n\nTwo" }]);
    expect(api.asked.at(-1)).toBe("/api/posts/2");
  });

  it("starts empty after a post was published, but for the author", async () => {
    fakeApi();
    const user = open("/write");
    await fill(user);
    await publish(user);
    await page("A start");
    await user.click(screen.getByRole("link", { name: "Write" }));
    expect(field("Title")).toHaveValue("");
    expect(field("Text")).toHaveValue("");
    expect(field("Your name")).toHaveValue("Mira");
    expect(screen.queryByText(/draft/)).toBeNull();
  });

  it("shows why the server refused, keeps the text, and publishes at the next try", async () => {
    const api = fakeApi();
    api.failNext(answer(400, { error: "title must be one line" }));
    const user = open("/write");
    await fill(user);
    await publish(user);
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("The post was not published. Title must be one line.");
    await waitFor(() => expect(alert).toHaveFocus());
    expect(field("Text")).toHaveValue("Some text");
    await publish(user);
    await page("A start");
    expect(api.posts).toHaveLength(1);
  });

  it("warns of publishing twice when it is not known what became of the post", async () => {
    const api = fakeApi();
    api.failNext(new TypeError("Failed to fetch"));
    const user = open("/write");
    await fill(user);
    await publish(user);
    expect(await screen.findByRole("alert")).toHaveTextContent(
      /may not have been published\. The server could not be reached.*Look at the list/,
    );
  });

  it("sends a post once, however often the button is pressed, and cannot be changed meanwhile", async () => {
    const api = fakeApi();
    const reply = Promise.withResolvers<Response>();
    api.failNext(reply.promise);
    const user = open("/write");
    await fill(user);
    await publish(user);
    await user.click(screen.getByRole("button", { name: "Publishing…" }));
    await user.type(field("Text"), " more");
    expect(screen.getByRole("status")).toHaveTextContent("Publishing…");
    expect(field("Text")).toHaveValue("Some text");
    api.posts.push(post(1, { title: "A start" }));
    reply.resolve(answer(201, api.posts[0]));
    await page("A start");
    expect(api.sent).toHaveLength(1);
  });

  it("does not pull away a writer who has gone elsewhere while it was sent", async () => {
    const api = fakeApi();
    const reply = Promise.withResolvers<Response>();
    api.failNext(reply.promise);
    const user = open("/write");
    await fill(user);
    await publish(user);
    await user.click(screen.getByRole("link", { name: "Posts" }));
    await page("Latest posts");
    reply.resolve(answer(201, post(1)));
    await waitFor(() => expect(localStorage.getItem("blog.draft")).toBeNull());
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Latest posts");
  });
});

describe("a draft", () => {
  it("is there again after a failed attempt and a new start", async () => {
    const api = fakeApi();
    api.failNext(answer(503, { error: "no database" }));
    const user = open("/write");
    await fill(user);
    await publish(user);
    await screen.findByRole("alert");
    await user.click(screen.getByRole("link", { name: "Posts" }));
    await user.click(screen.getByRole("link", { name: "Write" }));
    expect(field("Title")).toHaveValue("A start");
    expect(field("Your name")).toHaveValue("Mira");
    expect(field("Text")).toHaveValue("Some text");
    expect(screen.getByText(/This is the draft you left here/)).toBeVisible();
  });

  it("can be discarded", async () => {
    fakeApi();
    localStorage.setItem("blog.draft", JSON.stringify({ title: "Old", author: "Mira", body: "Old text" }));
    const user = open("/write");
    expect(field("Title")).toHaveValue("Old");
    await user.click(screen.getByRole("button", { name: "Discard it" }));
    expect(field("Title")).toHaveValue("");
    expect(field("Title")).toHaveFocus();
    expect(field("Text")).toHaveValue("");
    expect(field("Your name")).toHaveValue("Mira");
    expect(localStorage.getItem("blog.draft")).toBeNull();
  });

  it.each(["{", "null", "[]", '{"title":5}'])("that cannot be read (%s) is an empty one", (stored) => {
    fakeApi();
    localStorage.setItem("blog.draft", stored);
    open("/write");
    expect(field("Title")).toHaveValue("");
  });

  it("that the browser cannot keep is announced, and the page is not left without a question", async () => {
    fakeApi();
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    const user = open("/write");
    await user.type(field("Text"), "x");
    expect(screen.getByText(/cannot keep a draft/)).toBeVisible();
    expect(window.dispatchEvent(new Event("beforeunload", { cancelable: true }))).toBe(false);
    await user.clear(field("Text"));
    expect(window.dispatchEvent(new Event("beforeunload", { cancelable: true }))).toBe(true);
  });
});
