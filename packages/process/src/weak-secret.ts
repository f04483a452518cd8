const rows = ["01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
const steps = new Set(rows.flatMap((row) => [...row].map((sign, at) => sign + (row[at + 1] ?? sign))));

/** What people write where a secret should be; no random one has them but once in millions. */
const words =
  /change.?me|replace.?me|secret|password|default|example|development|production|insecure|letmein|placeholder|your.?key/i;

const leastSigns = 8;

/**
 * Why somebody could guess a secret; undefined for one that is random, as far as can be seen. `openssl rand` makes none that is
 * found here in hundreds of thousands.
 */
export function weaknessOf(secret: string): string | undefined {
  if (isRepeated(secret)) return "repeats itself";
  if (new Set(secret).size < leastSigns) return `has fewer than ${leastSigns} different characters`;
  if (isSequence(secret)) return "follows the alphabet, the digits or the keyboard";
  if (words.test(secret) || isProse(secret)) return "has words in it";
  return undefined;
}

/** One unit again and again, cut where the length ends. */
function isRepeated(secret: string): boolean {
  for (let unit = 1; unit <= secret.length / 2; unit += 1)
    if (secret.slice(unit) === secret.slice(0, -unit)) return true;
  return false;
}

/** Three of five pairs of neighbours are steps of a row, up or down, or stand still. */
function isSequence(secret: string): boolean {
  const signs = [...secret.toLowerCase()];
  const isStep = (sign: string, at: number) => {
    const next = signs[at + 1];
    return next !== undefined && (sign === next || steps.has(sign + next) || steps.has(next + sign));
  };
  return signs.filter(isStep).length >= signs.length * 0.6;
}

const isProse = (secret: string): boolean => /^[A-Z]?[a-z]+(?:[ ._-][A-Z]?[a-z]+){2,}$/.test(secret);
