import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

// Milliseconds to wait for something to appear: a busy machine is no failure.
configure({ asyncUtilTimeout: 10_000 });

beforeEach(() => {
  // jsdom lays nothing out and says so on every call.
  vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
  document.title = "";
});
