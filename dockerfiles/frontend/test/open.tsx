import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { App } from "../src/app";

/** Opens the blog at an address, as a browser would; returns the hands of its reader. */
export function open(address: string) {
  render(
    <MemoryRouter initialEntries={[address]}>
      <App />
    </MemoryRouter>,
  );
  return userEvent.setup();
}
