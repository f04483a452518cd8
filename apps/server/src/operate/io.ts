/** What commands touch of the process. */
export type OperateIo = {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream;
  /** @default the process's */
  env?: Record<string, string | undefined>;
};

/** A mistake of whoever runs the command: the message is all that they need. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
