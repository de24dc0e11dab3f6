import { screen } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { answer, fakeApi, post } from "./fakeApi";
import { open } from "./open";
import { page } from "./pages";

/** Violations that axe finds in the page as it is. Contrast needs a layout, which jsdom has not. */
async function violations(): Promise<string[]> {
  document.documentElement.lang = "en";
  const { violations } = await axe.run(document, { rules: { "color-contrast": { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

describe("axe finds no fault with", () => {
  it.each([
    ["the list", "/", "Latest posts"],
    ["older posts", "/?before=15", "Older posts"],
    ["a post", "/posts/1", "Post 1"],
    ["a missing post", "/posts/99", "Post not found"],
    ["the editor", "/write", "Write a post"],
    ["an unknown page", "/nowhere", "Page not found"],
  ])("%s", async (_, address, name) => {
    fakeApi(Array.from({ length: 30 }, (_, index) => post(index + 1)));
    open(address);
    await page(name);
    expect(await violations()).toEqual([]);
  });

  it("a list that could not be loaded", async () => {
    fakeApi().failNext(answer(500, {}));
    open("/");
    await screen.findByRole("button", { name: "Try again" });
    expect(await violations()).toEqual([]);
  });

  it("an editor with complaints", async () => {
    fakeApi();
    const user = open("/write");
    await user.click(screen.getByRole("button", { name: "Publish" }));
    expect(await violations()).toEqual([]);
  });
});
