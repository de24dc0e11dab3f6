import { defineConfig } from "vitest/config";

// Apart from vite.config.ts, which is part of the image: a change of the tests must not change the image.
export default defineConfig({
  test: {
    environment: "jsdom",
    include: ["test/**/*.test.{ts,tsx}"],
    setupFiles: ["test/setup.ts"],
    testTimeout: 30_000,
    restoreMocks: true,
    env: { TZ: "UTC" },
  },
});
