import { invalidField } from "@tenon/contract/app-error";
import MarkdownIt, { type Token } from "markdown-it";

/** How deeply a text may nest quotes, lists and brackets. */
const maxNesting = 50;

const commonmark = createParser("commonmark");
/** With the tables of GitHub: a cell's end also ends a code span, and so sets free what it hid. */
const withTables = createParser("default");

const safeUrl = /^(?:https?:|mailto:|(?:(?!&#)[^:])*(?:[/?#]|$))/i;

/**
 * Refuses Markdown with raw HTML or with links that could run script, so that every renderer shows it safely.
 * Code spans and blocks may contain anything. Throws INVALID_INPUT about `field`.
 */
export function assertSafeMarkdown(field: string, markdown: string): void {
  const refuse: Env["refuse"] = (message) => {
    throw invalidField([field], message);
  };
  for (const parser of markdown.includes("|") ? [commonmark, withTables] : [commonmark]) {
    const tokens = flatten(parser.parse(markdown, { refuse }));
    if (tokens.some(({ type }) => type === "html_block" || type === "html_inline")) {
      refuse("HTML is not allowed in Markdown; put it into a code span or block");
    }
    const urls = tokens.map((token) => token.attrGet("href") ?? token.attrGet("src") ?? "");
    if (!urls.every((url) => safeUrl.test(String(url).trim()))) refuse("links must be http, https, mailto or relative");
  }
}

/** What the parser is handed through to its rules. */
type Env = { refuse: (message: string) => never };

const flatten = (tokens: Token[]): Token[] =>
  tokens.flatMap((token) => (token.children ? [token, ...flatten(token.children)] : [token]));

function createParser(dialect: "commonmark" | "default") {
  const parser = new MarkdownIt(dialect, { html: true, maxNesting });
  // markdown-it hides links that it distrusts; here they must be seen to be refused.
  parser.validateLink = () => true;

  // It also skips whatever is nested too deeply, which other renderers do not.
  const { block, inline } = parser;
  const guard = ({ level, env }: { level: number; env: object }) => {
    if (level >= maxNesting) (env as Env).refuse("quotes, lists or brackets are nested too deeply");
  };
  const tokenize = block.tokenize.bind(block);
  block.tokenize = (state, from, to) => {
    guard(state);
    tokenize(state, from, to);
  };
  const skipToken = inline.skipToken.bind(inline);
  inline.skipToken = (state) => {
    guard(state);
    skipToken(state);
  };
  return parser;
}
