import {
  createContext,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  type ReactNode,
  type RefObject,
} from "react";
import { useLocation } from "react-router";
import { scrollOf, useScrollMemory } from "./scroll";
import { siteName } from "./site";

/** True while a page is on its way: its heading takes the focus as soon as it is there. */
const Awaited = createContext<RefObject<boolean> | null>(null);

function useAwaited(): RefObject<boolean> {
  const awaited = useContext(Awaited);
  if (!awaited) throw new Error("A page must be rendered inside <Arrivals>.");
  return awaited;
}

/**
 * Does for client-side navigation what a browser does for a page load: a screen reader hears the new
 * page's name and the keyboard starts at its top.
 */
export function Arrivals({ children }: { children: ReactNode }) {
  const { key } = useLocation();
  const awaited = useRef(false);
  const shown = useRef(key);
  useScrollMemory(key);
  // A layout effect, because it has to come before the effects of the page's heading below.
  useLayoutEffect(() => {
    if (shown.current !== key) awaited.current = true;
    shown.current = key;
  }, [key]);
  return <Awaited value={awaited}>{children}</Awaited>;
}

/** For a page that is about to be replaced without a navigation, such as an error that is tried again. */
export function useAwaitArrival(): () => void {
  const awaited = useAwaited();
  return () => {
    awaited.current = true;
  };
}

interface HeadingProps {
  readonly children: string;
  readonly lang?: string | undefined;
  /** What to call the document; by default the heading, followed by the blog's name. */
  readonly documentTitle?: string | undefined;
}

/** The page's only h1, rendered once its content is known; also names the document. */
export function Heading({ children, lang, documentTitle = `${children} · ${siteName}` }: HeadingProps) {
  const { key } = useLocation();
  const awaited = useAwaited();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = documentTitle;
  }, [documentTitle]);

  useEffect(() => {
    window.scrollTo(0, scrollOf(key));
    if (awaited.current) heading.current?.focus({ preventScroll: true });
    awaited.current = false;
  }, [key, awaited]);

  return (
    <h1 ref={heading} tabIndex={-1} lang={lang}>
      {children}
    </h1>
  );
}
