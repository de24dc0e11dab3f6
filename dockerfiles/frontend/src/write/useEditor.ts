import { useEffect, useRef, useState } from "react";
import { createPost, type NewPost, type Post } from "../api/posts";
import { ApiError } from "../api/request";
import { forgetDraft, hasText, readDraft, storeDraft } from "./draft";
import { fieldNames, prepare, validate, type FieldName } from "./validate";

type Problems = ReturnType<typeof validate>;

/**
 * What is being written, and how it is published. Every change is stored at once; the stored draft
 * goes away only when the server has confirmed the post, or when the writer discards it.
 */
export function useEditor(onPublished: (post: Post) => void) {
  const [draft, setDraft] = useState(readDraft);
  const [restored, setRestored] = useState(() => hasText(draft));
  const [problems, setProblems] = useState<Problems>({});
  const [refusal, setRefusal] = useState<string>();
  const [sending, setSending] = useState(false);
  const [unstored, setUnstored] = useState(false);
  const here = useMounted();
  useLeaveWarning(unstored && hasText(draft));

  const change = (name: FieldName, value: string) => {
    const changed = { ...draft, [name]: value };
    setDraft(changed);
    setUnstored(!storeDraft(changed));
    // A complaint goes as soon as it is met; new ones wait until the writer wants to publish.
    if (problems[name]) setProblems({ ...problems, [name]: validate(prepare(changed))[name] });
  };

  const discard = () => {
    const empty = { title: "", author: draft.author, body: "" };
    setDraft(empty);
    storeDraft(empty);
    setProblems({});
    setRefusal(undefined);
    setRestored(false);
  };

  /** Returns the first field that needs attention; undefined when the post was sent. */
  const publish = (): FieldName | undefined => {
    if (sending) return undefined;
    const post = prepare(draft);
    const found = validate(post);
    setProblems(found);
    const first = fieldNames.find((name) => found[name]);
    if (!first) void send(post);
    return first;
  };

  const send = async (post: NewPost) => {
    setSending(true);
    setRefusal(undefined);
    try {
      const published = await createPost(post);
      forgetDraft(post.author);
      if (here.current) onPublished(published);
    } catch (error) {
      setRefusal(explain(error));
      setSending(false);
    }
  };

  return { draft, restored, problems, refusal, sending, unstored, change, discard, publish };
}

function explain(error: unknown): string {
  const reason = error instanceof ApiError ? error.message : "Something in this page went wrong.";
  const refused = error instanceof ApiError && error.status >= 400 && error.status < 500;
  if (refused) return `The post was not published. ${reason}`;
  // Without a clear answer the post may be there all the same: sending it again would publish it twice.
  return `The post may not have been published. ${reason} Look at the list of posts before you try again.`;
}

/** False once the writer has gone to another page, from where nothing should pull them away. */
function useMounted() {
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  return mounted;
}

/** Has the browser ask before it closes a page whose text exists nowhere else. */
function useLeaveWarning(needed: boolean): void {
  useEffect(() => {
    if (!needed) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [needed]);
}
