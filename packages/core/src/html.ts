const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Markup, as only `html` makes it: a string is text until it has been through there. */
export class Html {
  readonly #markup: string;

  private constructor(markup: string) {
    this.#markup = markup;
  }

  static of(markup: TemplateStringsArray, values: HtmlValue[]): Html {
    return new Html(markup.map((part, index) => part + printed(values[index])).join(""));
  }

  static style(css: string): Html {
    return new Html(`<style>${css}</style>`);
  }

  static script(text: string): Html {
    return new Html(`<script>${text}</script>`);
  }

  toString(): string {
    return this.#markup;
  }
}

export type HtmlValue = string | number | Html | HtmlValue[] | undefined;

function printed(value: HtmlValue): string {
  if (value === undefined) return "";
  if (value instanceof Html) return value.toString();
  if (Array.isArray(value)) return value.map(printed).join("");
  return String(value).replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

/** Markup with values in it; text is escaped, for elements and for quoted attributes alike. */
export const html = (markup: TemplateStringsArray, ...values: HtmlValue[]): Html => Html.of(markup, values);

/** A style sheet of ours, byte for byte as a policy's hash has it. Throws for what could end its element. */
export function styleSheet(css: string): Html {
  if (css.includes("<")) throw new TypeError("A style sheet has no markup");
  return Html.style(css);
}

/** A script of ours, in the same way. */
export function inlineScript(text: string): Html {
  if (text.includes("<")) throw new TypeError("A script has no markup");
  return Html.script(text);
}

/** A link. Throws for any address but http and https. */
export function anchor(url: string, label: HtmlValue, style = ""): Html {
  if (!/^https?:\/\//.test(url)) throw new TypeError("A link must lead to http or https");
  return html`<a href="${url}" style="${style}">${label}</a>`;
}
