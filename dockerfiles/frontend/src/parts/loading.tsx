import { useEffect } from "react";
import { useAnnounce } from "../announcer";

/** Shown while `what` is on its way; its style keeps it invisible for the first moments. */
export function Loading({ what }: { what: string }) {
  const announce = useAnnounce();
  useEffect(() => {
    announce(`Loading ${what}…`);
    return () => announce("");
  }, [announce, what]);
  return <p className="loading">Loading {what}…</p>;
}
