import { screen, waitFor } from "@testing-library/react";
import { expect } from "vitest";

/** Waits for a page by its heading, and for its title: React runs effects some time after it shows a page. */
export async function page(heading: string): Promise<HTMLElement> {
  const found = await screen.findByRole("heading", { level: 1, name: heading });
  const title = heading === "Latest posts" ? "Open Notebook" : `${heading} · Open Notebook`;
  await waitFor(() => expect(document.title).toBe(title));
  return found;
}

/** Waits for a page that was gone to rather than opened: its heading takes the focus. */
export async function arrival(heading: string): Promise<void> {
  const found = await page(heading);
  await waitFor(() => expect(found).toHaveFocus());
}
