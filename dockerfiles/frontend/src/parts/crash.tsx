import { Component, type ReactNode } from "react";

/** The last resort when rendering fails: without it React leaves an empty page. */
export class Crash extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    return (
      <main>
        <h1>Something went wrong</h1>
        <p>This page met an error of its own. What you were writing is kept in this browser.</p>
        <p>
          <a href="/">Go to the newest posts</a>
        </p>
      </main>
    );
  }
}
