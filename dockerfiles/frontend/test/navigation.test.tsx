import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakeApi, post } from "./fakeApi";
import { open } from "./open";
import { arrival, page } from "./pages";

describe("going from page to page", () => {
  it("leaves the focus alone when the blog is opened", async () => {
    fakeApi([post(1)]);
    open("/");
    await page("Latest posts");
    expect(document.body).toHaveFocus();
  });

  it("moves the focus to the heading and names the document", async () => {
    fakeApi([post(1)]);
    const user = open("/");
    await user.click(await screen.findByRole("link", { name: "Post 1" }));
    await arrival("Post 1");

    await user.click(screen.getByRole("link", { name: "Write" }));
    await arrival("Write a post");

    await user.click(screen.getByRole("link", { name: "Posts" }));
    await arrival("Latest posts");
  });

  it("marks the page one is on", async () => {
    fakeApi();
    open("/write");
    await page("Write a post");
    expect(screen.getByRole("link", { name: "Write" })).toHaveAttribute("aria-current", "page");
    expect(screen.getByRole("link", { name: "Posts" })).not.toHaveAttribute("aria-current");
  });

  it("has a page for addresses that lead nowhere", async () => {
    fakeApi();
    const user = open("/no/such/page");
    await page("Page not found");
    await user.click(screen.getByRole("link", { name: "See the latest posts" }));
    await arrival("Latest posts");
  });

  it("offers the keyboard a way past the header, without leaving the page", async () => {
    fakeApi([post(1)]);
    const user = open("/posts/1");
    await page("Post 1");
    await user.tab();
    expect(screen.getByRole("link", { name: "Skip to content" })).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(screen.getByRole("main")).toHaveFocus();
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Post 1");
    await user.tab();
    expect(screen.getByRole("link", { name: "All posts" })).toHaveFocus();
  });
});
