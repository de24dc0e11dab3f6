import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// In the cluster the proxy routes /api to the backend; here Vite does, to a backend on this machine.
const proxy = { "/api": "http://127.0.0.1:8080" };

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "build",
    // The security headers allow nothing but files of this origin: no data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy },
  preview: { proxy },
});
