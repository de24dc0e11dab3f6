import { useEffect, useState } from "react";

export type Load<T> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly error: unknown }
  | { readonly state: "ready"; readonly value: T };

/**
 * Loads again whenever `key` changes or `retry` is called. An answer that was asked for under an
 * earlier key is dropped, so that a slow one can never replace the page that followed it.
 */
export function useLoad<T>(key: string, load: (signal: AbortSignal) => Promise<T>) {
  const [attempt, setAttempt] = useState(0);
  const [settled, setSettled] = useState<{ of: string; result: Load<T> }>();
  const wanted = `${key} ${attempt}`;

  useEffect(() => {
    const abort = new AbortController();
    const settle = (result: Load<T>) => {
      if (!abort.signal.aborted) setSettled({ of: wanted, result });
    };
    load(abort.signal).then(
      (value) => settle({ state: "ready", value }),
      (error: unknown) => settle({ state: "failed", error }),
    );
    return () => abort.abort();
    // `load` is a new closure each time; all that it depends on is in the key.
  }, [wanted]);

  const result: Load<T> = settled?.of === wanted ? settled.result : { state: "loading" };
  return { result, retry: () => setAttempt((n) => n + 1) };
}
