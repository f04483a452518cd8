import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";

const recipe = readFileSync(join(import.meta.dirname, "../../../docs/recipes/webhooks.md"), "utf8");
const secret = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
const stranger = `whsec_${Buffer.alloc(32, 2).toString("base64")}`;

test("the recipe's receiver in Node takes what is signed, once, and nothing else", async () => {
  const [, program = ""] = /```js\n(.+?)```/s.exec(recipe) ?? [];
  const env = { PATH: process.env["PATH"], WEBHOOK_SECRET: secret, PORT: "0" };
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], { env });
  await using stack = new AsyncDisposableStack();
  stack.defer(() => void child.kill());
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const port = /\d+$/.exec(String((await lines.next()).value))?.[0];
  const send = async (
    signers: string[],
    { at = new Date(), body = '{"type":"post.published","data":{"a":"é"}}' } = {},
  ) => {
    const signatures = signers.map((signer) =>
      new Webhook(signer).sign("one", at, '{"type":"post.published","data":{"a":"é"}}'),
    );
    const headers = {
      "webhook-id": "one",
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": signatures.join(" "),
    };
    return (await fetch(`http://localhost:${port}`, { method: "POST", headers, body })).status;
  };

  expect(await send([stranger])).toBe(401);
  expect(await send([secret], { body: '{"type":"post.deleted","data":{}}' })).toBe(401);
  expect(await send([secret], { at: new Date(Date.now() - 360_000) })).toBe(401);
  expect(await send([stranger, secret])).toBe(204);
  expect(await send([secret])).toBe(204);

  const ended = once(child, "exit");
  expect((await lines.next()).value).toBe("post.published { a: 'é' }");
  child.kill();
  await ended;
  expect((await lines.next()).done).toBe(true);
});
