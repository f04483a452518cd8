const RANGE = /^([^\s;,/]+)\/([^\s;,/]+)$/;
const QUALITY = /^\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/i;

/** Whether an `Accept` header (RFC 9110 §12.5.1) allows `application/json`. The most specific range decides; a bad one is ignored. */
export function acceptsJson(header: string | undefined): boolean {
  if (header === undefined || header === "*/*" || header === "application/json" || header.trim() === "") return true;
  let best = { specificity: -1, quality: 0 };
  for (const item of header.split(",")) {
    const [range = "", ...parameters] = item.split(";");
    const parts = RANGE.exec(range.trim().toLowerCase());
    if (!parts) continue;
    const specificity = specificityOf(parts[1], parts[2]);
    if (specificity <= best.specificity) continue;
    best = { specificity, quality: qualityOf(parameters) };
  }
  return best.quality > 0;
}

function specificityOf(type: string | undefined, subtype: string | undefined): number {
  if (type === "application" && subtype === "json") return 2;
  if (type === "application" && subtype === "*") return 1;
  return type === "*" && subtype === "*" ? 0 : -1;
}

function qualityOf(parameters: readonly string[]): number {
  for (const parameter of parameters) {
    const quality = QUALITY.exec(parameter)?.[1];
    if (quality !== undefined) return Number(quality);
  }
  return 1;
}
