const codes: Record<string, string> = {
  "No space left on device": "ENOSPC",
  "Disk quota exceeded": "EDQUOT",
  "Too many open files": "EMFILE",
};

/** The system's error behind one of libvips, which has its words and not its code; undefined when the image is at fault. */
export function systemFault(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error) return error;
  const [, code] = Object.entries(codes).find(([words]) => error.message.includes(`system error: ${words}`)) ?? [];
  return code === undefined
    ? undefined
    : Object.assign(new Error(`${code}: while an image was written`, { cause: error }), { code });
}
