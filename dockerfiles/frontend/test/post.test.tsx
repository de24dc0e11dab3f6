import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakeApi, post } from "./fakeApi";
import { open } from "./open";
import { page } from "./pages";

describe("a post", () => {
  it("shows its text in paragraphs", async () => {
    fakeApi([post(7, { body: "One.\r\n\r\nTwo,\nstill two.\n \n\n\nThree." })]);
    open("/posts/7");
    await page("Post 7");
    const paragraphs = [...document.querySelectorAll(".body p")].map((paragraph) => paragraph.textContent);
    expect(paragraphs).toEqual(["One.", "Two,\nstill two.", "Three."]);
  });

  it("shows markup in a text as the text that it is", async () => {
    fakeApi([post(1, { title: "<b>bold</b>", body: "<img src=x onerror=alert(1)>" })]);
    open("/posts/1");
    await page("<b>bold</b>");
    expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeVisible();
    expect(document.querySelector("main img")).toBeNull();
  });

  it("marks Korean as Korean and leaves the rest to the page", async () => {
    fakeApi([post(1, { title: "안녕하세요", author: "Mira", body: "한국어 본문입니다." })]);
    open("/posts/1");
    expect(await page("안녕하세요")).toHaveAttribute("lang", "ko");
    expect(screen.getByText("한국어 본문입니다.").closest("[lang]")).toHaveAttribute("lang", "ko");
    expect(screen.getByText("Mira").closest("[lang]")).toBeNull();
  });

  it("keeps a post whose date cannot be read", async () => {
    fakeApi([post(1, { createdAt: "yesterday" })]);
    open("/posts/1");
    await page("Post 1");
    expect(document.querySelector("time")).toBeNull();
  });

  it("that does not exist gets a page that says so", async () => {
    fakeApi([post(1)]);
    open("/posts/2");
    await page("Post not found");
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    expect(screen.getByRole("link", { name: "See the latest posts" })).toHaveAttribute("href", "/");
  });

  it("that could not be loaded can be tried again", async () => {
    const api = fakeApi([post(1)]);
    api.failNext(new TypeError("Failed to fetch"));
    const user = open("/posts/1");
    await page("Could not load the post");
    expect(screen.getByText("The server could not be reached. Check your connection.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await page("Post 1");
  });
});
