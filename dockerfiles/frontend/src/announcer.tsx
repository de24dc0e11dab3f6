import { createContext, useContext, useState, type ReactNode } from "react";

const Announce = createContext<(message: string) => void>(() => undefined);

/** Returns a function that has a screen reader say a message without moving the focus. */
export function useAnnounce(): (message: string) => void {
  return useContext(Announce);
}

/** Holds the one live region: it must be in the page before its text changes, or nothing is said. */
export function Announcer({ children }: { children: ReactNode }) {
  const [message, announce] = useState("");
  return (
    <Announce value={announce}>
      {children}
      <div role="status" className="visually-hidden">
        {message}
      </div>
    </Announce>
  );
}
