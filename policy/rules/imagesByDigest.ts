import { podsOf } from "../pods";
import { Rule } from "../rule";

/** A tag can be moved to another image; then pods of one and the same release differ, and a rollback goes elsewhere. */
export const imagesByDigest: Rule = {
  name: "images-by-digest",
  description: "Pods name their images by digest.",
  *examine(resource) {
    for (const { name, image } of podsOf(resource)?.containers ?? []) {
      // What is built in this very update gets its digest with it.
      if (typeof image === "symbol" || /@sha256:[0-9a-f]{64}$/.test(String(image))) continue;
      yield `runs the image ${String(image)} in container ${name}, which may be another one tomorrow: name it as repository@sha256:…`;
    }
  },
};
