import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fakeApi, post } from "./fakeApi";
import { open } from "./open";

const heading = (name: string) => screen.findByRole("heading", { level: 1, name });

describe("going from page to page", () => {
  it("leaves the focus alone when the blog is opened", async () => {
    fakeApi([post(1)]);
    open("/");
    await heading("Latest posts");
    expect(document.body).toHaveFocus();
    expect(document.title).toBe("Open Notebook");
  });

  it("moves the focus to the heading and names the document", async () => {
    fakeApi([post(1)]);
    const user = open("/");
    await user.click(await screen.findByRole("link", { name: "Post 1" }));
    expect(await heading("Post 1")).toHaveFocus();
    expect(document.title).toBe("Post 1 · Open Notebook");

    await user.click(screen.getByRole("link", { name: "Write" }));
    expect(await heading("Write a post")).toHaveFocus();
    expect(document.title).toBe("Write a post · Open Notebook");

    await user.click(screen.getByRole("link", { name: "Posts" }));
    expect(await heading("Latest posts")).toHaveFocus();
    expect(document.title).toBe("Open Notebook");
  });

  it("marks the page one is on", async () => {
    fakeApi();
    open("/write");
    await heading("Write a post");
    expect(screen.getByRole("link", { name: "Write" })).toHaveAttribute("aria-current", "page");
    expect(screen.getByRole("link", { name: "Posts" })).not.toHaveAttribute("aria-current");
  });

  it("has a page for addresses that lead nowhere", async () => {
    fakeApi();
    const user = open("/no/such/page");
    await heading("Page not found");
    expect(document.title).toBe("Page not found · Open Notebook");
    await user.click(screen.getByRole("link", { name: "See the latest posts" }));
    expect(await heading("Latest posts")).toHaveFocus();
  });

  it("offers the keyboard a way past the header, without leaving the page", async () => {
    fakeApi([post(1)]);
    const user = open("/posts/1");
    await heading("Post 1");
    await user.tab();
    expect(screen.getByRole("link", { name: "Skip to content" })).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(screen.getByRole("main")).toHaveFocus();
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Post 1");
    await user.tab();
    expect(screen.getByRole("link", { name: "All posts" })).toHaveFocus();
  });
});
