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
  },
  test: {
    // Logic only; what needs a page is tested in a browser (tests/Portal).
    environment: "node",
    restoreMocks: true,
  },
});
