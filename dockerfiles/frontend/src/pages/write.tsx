import { useEffect, useRef, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { useAnnounce } from "../announcer";
import { Heading } from "../arrival";
import { Field } from "../write/field";
import { useEditor } from "../write/useEditor";
import type { FieldName } from "../write/validate";

export function Write() {
  const navigate = useNavigate();
  // Replaced in the history: going back from the post should not lead to an empty editor.
  const editor = useEditor((post) => void navigate(`/posts/${post.id}`, { replace: true }));
  const controls = useRef(new Map<FieldName, HTMLElement | null>());
  const refusal = useFocusOn(editor.refusal);
  const announce = useAnnounce();
  useEffect(() => {
    announce(editor.sending ? "Publishing…" : "");
    return () => announce("");
  }, [announce, editor.sending]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const first = editor.publish();
    if (first) controls.current.get(first)?.focus();
  };
  const discard = () => {
    editor.discard();
    controls.current.get("title")?.focus();
  };
  const field = (name: FieldName) => ({
    name,
    value: editor.draft[name],
    problem: editor.problems[name],
    readOnly: editor.sending,
    onChange: (value: string) => editor.change(name, value),
    ref: (element: HTMLElement | null) => void controls.current.set(name, element),
  });

  return (
    <>
      <Heading>Write a post</Heading>
      {/* noValidate: the browser's own bubbles vanish and cannot be read again. */}
      <form onSubmit={submit} noValidate>
        {editor.restored && (
          <p className="note">
            This is the draft you left here.{" "}
            <button type="button" className="quiet" onClick={discard} disabled={editor.sending}>
              Discard it
            </button>
          </p>
        )}
        <Field {...field("title")} label="Title" />
        <Field {...field("author")} label="Your name" />
        <Field
          {...field("body")}
          label="Text"
          hint="Plain text. Leave a blank line between paragraphs."
          multiline
        />
        {editor.unstored && (
          <p className="note">This browser cannot keep a draft: publish or copy the text before you leave.</p>
        )}
        {editor.refusal && (
          <div className="refusal" role="alert" tabIndex={-1} ref={refusal}>
            <p>{editor.refusal}</p>
          </div>
        )}
        <button type="submit" aria-disabled={editor.sending}>
          {editor.sending ? "Publishing…" : "Publish"}
        </button>
      </form>
    </>
  );
}

/** Moves the focus to an element as it appears: it may be outside of what is in view. */
function useFocusOn(appeared: unknown) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (appeared !== undefined) element.current?.focus();
  }, [appeared]);
  return element;
}
