import type { NewPost } from "../api/posts";

const draftKey = "blog.draft";
const authorKey = "blog.author";

/** What was being written when the editor was last left, or an empty post by the last author. */
export function readDraft(): NewPost {
  try {
    const author = localStorage.getItem(authorKey) ?? "";
    const stored = JSON.parse(localStorage.getItem(draftKey) ?? "{}") as Record<string, unknown>;
    return {
      title: text(stored["title"]),
      author: text(stored["author"]) || author,
      body: text(stored["body"]),
    };
  } catch {
    return { title: "", author: "", body: "" };
  }
}

/** Returns false when this browser cannot keep it: storage may be off or full. */
export function storeDraft(draft: NewPost): boolean {
  try {
    if (hasText(draft)) localStorage.setItem(draftKey, JSON.stringify(draft));
    else localStorage.removeItem(draftKey);
    return true;
  } catch {
    return false;
  }
}

/** Once the post is published only its author's name is kept, for the next one. */
export function forgetDraft(author: string): void {
  try {
    localStorage.removeItem(draftKey);
    localStorage.setItem(authorKey, author);
  } catch {
    // Storage is off: there was no draft to forget.
  }
}

/** The author alone is no draft: it is filled in from the last post. */
export function hasText(draft: NewPost): boolean {
  return draft.title.trim() !== "" || draft.body.trim() !== "";
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
