import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { processBundle } from "../../scripts/process-bundle.ts";
import manifest from "./package.json" with { type: "json" };

export default processBundle({ manifest, beside: (dir) => copyReference(`${dir}/docs`) });

/** Scalar's bundle for /docs, compressed once here instead of at each request. */
function copyReference(dir: string): void {
  const bundle = readFileSync("node_modules/@scalar/api-reference/dist/browser/standalone.js");
  mkdirSync(dir, { recursive: true });
  writeFileSync(`${dir}/standalone.js`, bundle);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bundle.length };
  writeFileSync(`${dir}/standalone.js.br`, brotliCompressSync(bundle, { params }));
}
