import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Where the control plane listens while the portal is developed with `npm run dev`.
const controlPlane = process.env.DTNBOX_CONTROL_PLANE ?? "http://127.0.0.1:7071";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { host: "127.0.0.1", proxy: { "/api": controlPlane } },
  build: {
    target: "es2022",
    sourcemap: true,
    manifest: true,
    // The Content-Security-Policy knows no inline script and no data: script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // build/first-load.mjs measures what people wait for.
    chunkSizeWarningLimit: 1024,
  },
  test: {
    restoreMocks: true,
    // A page takes a second to make: only components get one.
    projects: [
      { extends: true, test: { name: "logic", include: ["src/**/*.test.ts"], environment: "node" } },
      { extends: true, test: { name: "components", include: ["src/**/*.test.tsx"], environment: "jsdom", setupFiles: ["./src/test-setup.ts"] } },
    ],
  },
});
