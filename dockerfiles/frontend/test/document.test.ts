import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const html = new DOMParser().parseFromString(readFileSync("index.html", "utf8"), "text/html");

describe("index.html", () => {
  it("has nothing inline, which the security headers would block", () => {
    expect(
      [...html.querySelectorAll("script")].filter((script) => !script.src || script.textContent),
    ).toEqual([]);
    expect(html.querySelectorAll("style, [style]")).toHaveLength(0);
    const handlers = [...html.querySelectorAll("*")].filter((e) =>
      e.getAttributeNames().some((n) => n.startsWith("on")),
    );
    expect(handlers).toEqual([]);
  });

  it("asks no other host for anything", () => {
    const addresses = [...html.querySelectorAll("[src], [href]")].map(
      (e) => e.getAttribute("src") ?? e.getAttribute("href"),
    );
    expect(addresses.filter((address) => !address?.match(/^\/[^/]/))).toEqual([]);
    const styles = readdirSync("src/styles").map((file) => readFileSync(`src/styles/${file}`, "utf8"));
    expect(styles.join("\n")).not.toMatch(/url\(|https?:/);
  });

  it("says in which language it is and fits a phone", () => {
    expect(html.documentElement.lang).toBe("en");
    expect(html.querySelector("meta[name=viewport]")?.getAttribute("content")).toContain(
      "width=device-width",
    );
  });
});
