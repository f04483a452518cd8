import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { rolldown } from "rolldown";

const clientSource = join(import.meta.dirname, "../../../packages/client/src/index.ts");

/** A page of its own origin that has loaded the client. */
export async function servePage() {
  const build = await rolldown({
    input: clientSource,
    platform: "browser",
    resolve: { conditionNames: ["@tenon/source", "import"] },
  });
  const { output } = await build.generate({ format: "iife", name: "tenon" });
  const html = `<!doctype html><title>t</title><script>${output[0].code.replaceAll("</script", "<\\/script")}</script>`;
  const server = createServer((_, res) => res.writeHead(200, { "content-type": "text/html" }).end(html)).listen(
    0,
    "localhost",
  );
  await once(server, "listening");
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
