import type { Ref } from "react";
import type { FieldName } from "./validate";

type Control = HTMLInputElement | HTMLTextAreaElement;

interface FieldProps {
  readonly name: FieldName;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly problem: string | undefined;
  /** While the post is being sent the text can be read and copied, but not changed. */
  readonly readOnly: boolean;
  readonly multiline?: boolean;
  readonly onChange: (value: string) => void;
  readonly ref: Ref<Control>;
}

/** A labelled text field; hint and problem are tied to it, so that a screen reader reads them with it. */
export function Field({ name, label, hint, problem, multiline, onChange, ref, ...rest }: FieldProps) {
  const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(" ");
  const control = {
    ...rest,
    id: name,
    name,
    required: true,
    "aria-invalid": problem !== undefined,
    "aria-describedby": described || undefined,
    onChange: (event: { target: Control }) => onChange(event.target.value),
  };
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {multiline ? (
        <textarea {...control} rows={14} ref={ref as Ref<HTMLTextAreaElement>} />
      ) : (
        <input
          {...control}
          type="text"
          autoComplete={name === "author" ? "name" : "off"}
          ref={ref as Ref<HTMLInputElement>}
        />
      )}
      {problem && (
        <p className="problem" id={`${name}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}
