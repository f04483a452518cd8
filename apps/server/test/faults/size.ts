/** How large the fault tests are: a size that fits into `npm test`, or the full one of `pnpm test:faults`. */
export const isFull = process.env["TENON_FAULTS"] === "full";

export const sized = (small: number, full: number): number => (isFull ? full : small);
