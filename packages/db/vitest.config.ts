import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@tenon/source"] },
  ssr: { resolve: { conditions: ["@tenon/source"] } },
  test: { include: ["src/**/*.test.ts", "scripts/**/*.test.ts"], globalSetup: ["src/testing/global-setup.ts"] },
});
