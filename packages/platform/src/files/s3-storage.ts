import { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import { AppError } from "@tenon/contract/app-error";
import { exactly } from "@tenon/core/files/measure";
import { checkedKey, isObjectKey, type ObjectKey, type Storage } from "@tenon/core/files/storage";

export type S3Options = {
  bucket: string;
  region: string;
  /** Of a server other than Amazon's. */
  endpoint?: string | undefined;
  /** Without them the SDK looks in its usual places: a role of the machine, for example. */
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined;
};

/** Keeps objects in a bucket; clients send to it by addresses that are signed. The SDK is loaded by the first call of this. */
export async function createS3Storage(options: S3Options): Promise<Storage & { close: () => void }> {
  const { GetObjectCommand, ...sdk } = await import("@aws-sdk/client-s3");
  const { getSignedUrl } = await import("@aws-sdk/s3-request-presigner");
  const client = new sdk.S3Client(clientOptions(options));
  const at = (key: ObjectKey) => ({ Bucket: options.bucket, Key: checkedKey(key) });

  return {
    async put(key, bytes, { size, mime, signal }) {
      const body = Readable.from(exactly(bytes, size), { objectMode: false });
      const broken = failureOf(body);
      const abortSignal = signal ? AbortSignal.any([signal, broken.signal]) : broken.signal;
      const command = new sdk.PutObjectCommand({ ...at(key), Body: body, ContentLength: size, ContentType: mime });
      try {
        await client.send(command, { abortSignal });
      } catch (error) {
        body.destroy();
        throw broken.error ?? (signal?.aborted ? error : faultOf(error));
      }
    },
    open: (key, range) => {
      const Range = range && `bytes=${range.start}-${range.end}`;
      return orMissing(client.send(new GetObjectCommand({ ...at(key), Range })).then(({ Body }) => Body as Readable));
    },
    stat: (key) =>
      orMissing(
        client.send(new sdk.HeadObjectCommand(at(key))).then(({ ContentLength = 0 }) => ({ size: ContentLength })),
      ),
    async move(from, to) {
      const CopySource = `${options.bucket}/${checkedKey(from)}`;
      const copied = await orMissing(client.send(new sdk.CopyObjectCommand({ ...at(to), CopySource })));
      if (!copied) return false;
      await orMissing(client.send(new sdk.DeleteObjectCommand(at(from))));
      return true;
    },
    async remove(key) {
      await orMissing(client.send(new sdk.DeleteObjectCommand(at(key))));
    },
    async *list() {
      for await (const page of sdk.paginateListObjectsV2({ client }, { Bucket: options.bucket })) {
        for (const { Key: key = "", LastModified: modifiedAt } of page.Contents ?? [])
          if (isObjectKey(key) && modifiedAt) yield { key, modifiedAt };
      }
    },
    async uploadUrl(key, { mime, size, expiresAt }) {
      const command = new sdk.PutObjectCommand({ ...at(key), ContentLength: size, ContentType: mime });
      const expiresIn = Math.max(1, Math.floor((expiresAt.getTime() - Date.now()) / 1000));
      // The length is signed too, so that nobody can send more than was reserved.
      const signableHeaders = new Set(["content-length", "content-type", "host"]);
      const url = await getSignedUrl(client, command, { expiresIn, signableHeaders });
      return { url, headers: { "content-type": mime } };
    },
    close: () => client.destroy(),
  };
}

function clientOptions({
  region,
  endpoint,
  credentials,
}: S3Options): ConstructorParameters<typeof S3Client>[0] & object {
  return {
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    // Checksums in trailers are Amazon's alone; other servers refuse them.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: 5000, requestTimeout: 60_000 },
  };
}

/** The SDK does not look at what goes wrong with a body: it would wait for the rest. */
function failureOf(body: Readable): { signal: AbortSignal; readonly error: unknown } {
  const controller = new AbortController();
  let error: unknown;
  body.once("error", (cause) => {
    error = cause;
    controller.abort();
  });
  return {
    signal: controller.signal,
    get error() {
      return error;
    },
  };
}

const missing = new Set(["NoSuchKey", "NotFound"]);

const orMissing = <T>(task: Promise<T>): Promise<T | undefined> =>
  task.catch((error: unknown) => {
    if (error instanceof Error && missing.has(error.name)) return undefined;
    throw faultOf(error);
  });

/** A bucket that cannot be reached, or has too much to do, may be there again in a moment; what it refuses is a fault of ours. */
function faultOf(error: unknown): unknown {
  const isRefused = error instanceof Error && "$fault" in error && error.$fault === "client";
  return isRefused ? error : new AppError("UNAVAILABLE", { retryAfter: 2, cause: error });
}
