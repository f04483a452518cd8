/** Found anywhere in a name and in any case: `newPassword`, `X-Api-Key`, `APP_SECRET`. */
const secret =
  /passw(?:or)?d|passphrase|pwd|^pass$|secret|token|cookie|credential|authorization|bearer|challenge|recovery[-_]?code|(?:api|access|private|signing|encryption)[-_]?key|database[-_]?url|connection[-_]?(?:params|string)/i;
/** The last word of a name that tells about a secret and holds none: `tokenCount`, `password_length`. */
const aboutSecret = /[-_](?:at|count|faults|id|kind|length|limit|name|path|size|type)$/i;

const levels = 5;
const mostValues = 1000;

/**
 * A copy of the fields that JSON can print and that holds no secret: a name with a secret word in it hides its value, unless its
 * last word is one of a few harmless ones. It has five levels and a thousand values; placeholders stand for what is beyond.
 * pino's own redaction parses its paths anew for each line, which took longer than the line.
 */
export const censor = (fields: object): Record<string, unknown> => new Line(fields).copy(fields, new Fields());

/** Without a prototype, so that `__proto__` is a name like any other. */
class Fields {
  [name: string]: unknown;
  static {
    Object.setPrototypeOf(this.prototype, null);
  }
}

class Line {
  #left = mostValues;
  /** The objects around the one at hand. */
  readonly #path: object[];

  constructor(fields: object) {
    this.#path = [fields];
  }

  copy(source: object, copy: Fields): Fields {
    for (const name of Object.keys(source)) {
      if (this.#left-- <= 0) {
        copy["..."] = "[more]";
        break;
      }
      copy[name] = isSecret(name) ? "[redacted]" : this.#read(source, name);
    }
    return copy;
  }

  #list(source: readonly unknown[]): unknown[] {
    const list: unknown[] = [];
    for (let index = 0; index < source.length; index++) {
      if (this.#left-- <= 0) return [...list, "[more]"];
      list.push(this.#read(source, index));
    }
    return list;
  }

  /** A getter, a proxy or a `toJSON` may throw; whoever logs is not to notice. */
  #read(source: object, name: string | number): unknown {
    const depth = this.#path.length;
    try {
      const value: unknown = (source as Record<string | number, unknown>)[name];
      if (typeof value === "object" && value !== null) return this.#object(value);
      if (typeof value === "string") return harmless(value);
      // JSON asks functions for their toJSON too.
      return typeof value === "function" ? undefined : value;
    } catch {
      this.#path.length = depth;
      return "[unreadable]";
    }
  }

  #object(value: object): unknown {
    if (this.#path.includes(value)) return "[Circular]";
    const json = value instanceof Error ? value : jsonOf(value);
    if (typeof json !== "object" || json === null) return typeof json === "function" ? undefined : json;
    if (this.#path.length === levels) return "[deep]";
    if (this.#left <= 0) return "[more]";
    this.#path.push(value);
    const printed =
      json instanceof Error
        ? this.#error(json)
        : Array.isArray(json)
          ? this.#list(json)
          : this.copy(json, new Fields());
    this.#path.pop();
    return printed;
  }

  /** With what is not among its keys; causes are told in its message and its stack. */
  #error(error: Error): Fields {
    const causes = [error];
    for (let { cause } = error; cause instanceof Error && causes.length < levels; cause = cause.cause)
      causes.push(cause);
    const told = {
      type: this.#read(error.constructor, "name"),
      message: harmless(causes.map(({ message }) => message).join(": ")),
      stack: harmless(causes.map(({ stack }) => stack).join("\ncaused by: ")),
      ...(causes.length > 1 && { cause: undefined }),
      ...(error instanceof AggregateError && { aggregateErrors: this.#read(error, "errors") }),
    };
    // First, so that a line begins with it; and last, so that fields of the error's own cannot stand in its place.
    return Object.assign(this.copy(error, Object.assign(new Fields(), told)), told);
  }
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const commanding = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** What a terminal would obey, and what would end a line or turn it around, as text: JSON escapes only some of it (ASVS 5.0 16.4.1). */
const harmless = (text: string): string =>
  text.replaceAll(commanding, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Lines repeat their names, so that a look-up mostly does; names out of an input must not fill the memory. */
function isSecret(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  if (judged.size === mostValues) judged.clear();
  const judgement = secret.test(name) && !aboutSecret.test(name.replaceAll(/(?<=[a-z])[A-Z]/g, "-$&"));
  if (name.length < 100) judged.set(name, judgement);
  return judgement;
}

const judged = new Map<string, boolean>();

const jsonOf = (value: object): unknown =>
  "toJSON" in value && typeof value.toJSON === "function" ? value.toJSON() : value;
