import { useEffect } from "react";

const storageKey = "blog.scroll";

/** Where each entry of this tab's history was left, in CSS pixels from the top. */
const left = new Map<string, number>(readStored());

/** Where to show a history entry: where it was left, or at the top when it is new. */
export function scrollOf(key: string): number {
  return left.get(key) ?? 0;
}

/** The browser's own memory fails here: it restores before the posts have been loaded. */
export function useScrollMemory(key: string): void {
  useEffect(() => {
    history.scrollRestoration = "manual";
    const note = () => left.set(key, window.scrollY);
    window.addEventListener("scroll", note, { passive: true });
    window.addEventListener("pagehide", store);
    return () => {
      window.removeEventListener("scroll", note);
      window.removeEventListener("pagehide", store);
    };
  }, [key]);
}

function readStored(): [string, number][] {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? "[]") as [string, number][];
  } catch {
    return [];
  }
}

function store(): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify([...left].slice(-50)));
  } catch {
    // Storage is off or full: a reload then starts at the top.
  }
}
