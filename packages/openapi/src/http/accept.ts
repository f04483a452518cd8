const RANGE = /^([^\s;,/]+)\/([^\s;,/]+)$/;
const QUALITY = /^\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/i;

/** Whether an `Accept` header (RFC 9110 §12.5.1) allows a media type. The most specific range decides; a bad one is ignored. */
export function accepts(header: string | undefined, mediaType: string): boolean {
  if (header === undefined || header === "*/*" || header === mediaType || header.trim() === "") return true;
  let best = { specificity: -1, quality: 0 };
  for (const item of header.split(",")) {
    const [range = "", ...parameters] = item.split(";");
    const parts = RANGE.exec(range.trim().toLowerCase());
    if (!parts) continue;
    const specificity = specificityOf(`${parts[1]}/${parts[2]}`, mediaType);
    if (specificity <= best.specificity) continue;
    best = { specificity, quality: qualityOf(parameters) };
  }
  return best.quality > 0;
}

function specificityOf(range: string, mediaType: string): number {
  if (range === mediaType) return 2;
  if (range === `${mediaType.split("/", 1)[0]}/*`) return 1;
  return range === "*/*" ? 0 : -1;
}

function qualityOf(parameters: readonly string[]): number {
  for (const parameter of parameters) {
    const quality = QUALITY.exec(parameter)?.[1];
    if (quality !== undefined) return Number(quality);
  }
  return 1;
}
