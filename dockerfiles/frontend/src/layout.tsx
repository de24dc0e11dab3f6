import { useRef, type MouseEvent } from "react";
import { Link, NavLink, Outlet } from "react-router";
import { Announcer } from "./announcer";
import { Arrivals } from "./arrival";
import { siteName, siteTagline } from "./site";
import { pageVersion } from "./version";

export function Layout() {
  const main = useRef<HTMLElement>(null);
  const version = pageVersion();
  // Left to itself the link would change the address, which is a navigation to the router.
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    main.current?.focus();
  };
  return (
    <Announcer>
      <Arrivals>
        <a className="skip" href="#main" onClick={skip}>
          Skip to content
        </a>
        <header className="site">
          <Link className="site-name" to="/">
            {siteName}
          </Link>
          <nav aria-label="Main">
            <NavLink to="/" end>
              Posts
            </NavLink>
            <NavLink to="/write">Write</NavLink>
          </nav>
        </header>
        <main id="main" ref={main} tabIndex={-1}>
          <Outlet />
        </main>
        <footer className="site">
          <p>{siteTagline}</p>
          {version && <p className="version">Version {version}</p>}
        </footer>
      </Arrivals>
    </Announcer>
  );
}
