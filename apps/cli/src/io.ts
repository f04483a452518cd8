import type { ReadStream, WriteStream } from "node:tty";

/** What the program touches of the process. A stream that is a file or a pipe has no `isTTY`. */
export type Io = {
  stdin: ReadStream;
  stdout: WriteStream;
  stderr: WriteStream;
  env: Record<string, string | undefined>;
  now: () => Date;
  /** Has something done before Ctrl-C or SIGTERM ends the process. */
  atInterrupt: (work: () => Promise<unknown>) => void;
};
