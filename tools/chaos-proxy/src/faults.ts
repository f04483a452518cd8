/** What the proxy does to connections; each holds for open ones too, unless it says otherwise. */
export type Fault =
  /** Nothing. */
  | { kind: "pass" }
  /** New connections are reset at once; open ones live on. */
  | { kind: "refuse" }
  /** Connections are reset: open ones now, new ones with their first byte. */
  | { kind: "reset" }
  /** Every byte and every end vanishes; connections stay open, and new ones are taken. What has lost something is reset when this is over. */
  | { kind: "blackhole" }
  /** Each byte arrives so much later, in each direction. */
  | { kind: "latency"; ms: number }
  /** So many bytes a second, in each direction of each connection. */
  | { kind: "throttle"; bytesPerSecond: number };

export const faultForms = "pass, refuse, reset, blackhole, latency/<ms> or throttle/<bytes a second>";

/** Reads what `printFault` writes: `pass`, `latency/200`. Throws RangeError for anything else. */
export function parseFault(text: string): Fault {
  const [kind = "", value, ...rest] = text.split("/");
  const number = Number(value);
  const isWhole = value !== undefined && /^\d{1,9}$/.test(value);
  if (rest.length === 0) {
    if (value === undefined && (kind === "pass" || kind === "refuse" || kind === "reset" || kind === "blackhole"))
      return { kind };
    if (kind === "latency" && isWhole) return { kind, ms: number };
    if (kind === "throttle" && isWhole && number > 0) return { kind, bytesPerSecond: number };
  }
  throw new RangeError(`There is no fault "${text}": it is ${faultForms}.`);
}

export function printFault(fault: Fault): string {
  if (fault.kind === "latency") return `latency/${fault.ms}`;
  if (fault.kind === "throttle") return `throttle/${fault.bytesPerSecond}`;
  return fault.kind;
}
