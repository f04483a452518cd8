import { randomUUID } from "node:crypto";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";
import type { S3Options } from "../files/s3-storage.ts";

export type S3Server = AsyncDisposable & {
  options: S3Options;
  /** For a process of Tenon that is to use it. */ env: Record<string, string>;
};

/** An S3-compatible server of its own with one empty bucket, at http://127.0.0.1. */
export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), "s3-"));
  const server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: join(directory, "store"),
    configureBuckets: [{ name: "tenon", configs: [] }],
  });
  storeWhole(server, directory);
  acceptSignedLists(server);
  const { port } = await server.run();
  const endpoint = `http://127.0.0.1:${port}`;
  // The only account that it knows.
  const credentials = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" };
  return {
    options: { bucket: "tenon", region: "us-east-1", endpoint, credentials },
    env: {
      FILES: "s3",
      S3_BUCKET: "tenon",
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY_ID: credentials.accessKeyId,
      S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
}

/** S3 never adds partial objects ("Amazon S3 data consistency model"); this server would keep what came of a cut upload. */
function storeWhole({ store }: S3rver, directory: string): void {
  const write = store.putContent.bind(store);
  store.putContent = async (path, content) => {
    const part = join(directory, randomUUID());
    try {
      const written = await write(part, content);
      await rename(part, path);
      return written;
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  };
}

/** It leaves the slash out that the SDK signs at the end of a bucket's path: for these requests it only looks whose key it is. */
function acceptSignedLists(server: S3rver): void {
  server.middleware.unshift((ctx, next) => {
    if (ctx.path === "/tenon/") ctx.app = Object.create(server, { allowMismatchedSignatures: { value: true } });
    return next();
  });
}
