import { screen } from "@testing-library/react";
import axe from "axe-core";
import { afterEach, describe, expect, it } from "vitest";
import { fakeApi } from "./fakeApi";
import { open } from "./open";
import { page } from "./pages";

/** Opens the blog from a page with this version in it. */
async function openVersion(version: string): Promise<HTMLElement> {
  const meta = Object.assign(document.createElement("meta"), { name: "version", content: version });
  document.head.append(meta);
  fakeApi([]);
  open("/");
  await page("Latest posts");
  return screen.getByRole("contentinfo");
}

describe("the footer", () => {
  afterEach(() => document.head.replaceChildren());

  it("shows the version of the page", async () => {
    expect(await openVersion("3f2a9c1d04be")).toHaveTextContent(/Version 3f2a9c1d04be$/);
    const { violations } = await axe.run(screen.getByRole("contentinfo"), {
      rules: { "color-contrast": { enabled: false } },
    });
    expect(violations).toEqual([]);
  });

  it("shows none where the version is not known", async () => {
    expect(await openVersion("unknown")).not.toHaveTextContent("ersion");
  });

  it("shows none in a page that has no such field", async () => {
    fakeApi([]);
    open("/");
    await page("Latest posts");
    expect(screen.getByRole("contentinfo")).not.toHaveTextContent("ersion");
  });
});
