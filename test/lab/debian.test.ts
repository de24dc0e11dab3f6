import assert from "node:assert/strict";
import { archiveIn } from "./debian";

describe("the address of Debian's archive", () => {
  it("is that of the release, not of its security updates or of other packages", () => {
    const targets = [
      "Other trixie main http://other/",
      "Debian trixie-security main http://security/",
      "Debian trixie contrib http://contrib/",
      "Debian trixie main http://archive/",
      "",
    ].join("\n");

    assert.equal(archiveIn(targets, "trixie"), "http://archive/");
  });

  it("is taken by its release before apt knows the origins", () => {
    assert.equal(archiveIn("$(ORIGIN) trixie main http://archive/\n", "trixie"), "http://archive/");
  });

  it("is none where apt has no source of the release", () => {
    assert.equal(archiveIn("Other stable main http://other/\n", "trixie"), undefined);
  });
});
