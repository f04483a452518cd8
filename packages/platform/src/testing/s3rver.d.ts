/** What the tests use of it; it has no types of its own. */
declare module "@20minutes/s3rver" {
  import type { Readable } from "node:stream";

  type Options = {
    port: number;
    address: string;
    silent: boolean;
    directory: string;
    configureBuckets: { name: string; configs: string[] }[];
  };
  type Context = { path: string; app: S3rver };

  export default class S3rver {
    constructor(options: Options);
    store: { putContent(path: string, content: Readable | Buffer): Promise<[size: number, md5: string]> };
    middleware: ((ctx: Context, next: () => Promise<void>) => Promise<void>)[];
    run(): Promise<{ port: number }>;
    close(): Promise<void>;
  }
}
