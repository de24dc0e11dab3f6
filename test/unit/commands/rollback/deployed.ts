import { Deployed } from "../../../../commands/releases/deployed";
import { Release } from "../../../../components/releases";

/** A digest of one digit. */
export const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
/** A content tag of one digit. */
export const tag = (digit: string) => digit.repeat(12);

/** A release whose tag and digest are of one digit, from a day of January 2026 on. */
export const release = (
  service: string,
  digit: string,
  day: number,
  more: Partial<Release> = {},
): Release => ({
  service,
  tag: tag(digit),
  digest: digest(digit),
  time: `2026-01-${String(day).padStart(2, "0")}T00:00:00.000Z`,
  revision: day,
  ...more,
});

/** A stack with some releases, the newest first. */
export const stackWith = (...releases: Release[]): Deployed => ({
  stack: "test",
  url: "http://127.0.0.1:1",
  repositories: { backend: "registry.test/blog/backend", frontend: "registry.test/blog/frontend" },
  releases,
  pinned: [],
});
