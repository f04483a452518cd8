import { createClient } from "@hey-api/openapi-ts";

type Paths = { input: string; output: string };

/** Writes a client of the document `input` into the folder `output`. */
export async function generateSdk({ input, output }: Paths): Promise<void> {
  await createClient({
    input,
    output: {
      path: output,
      module: { extension: ".ts" },
      header: ["// Generated from openapi.json by `pnpm openapi generate`."],
    },
    plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"],
    logs: { level: "silent", file: false },
  });
}
