import { invalidField } from "@tenon/contract/app-error";
import MarkdownIt from "markdown-it";

const parser = new MarkdownIt("commonmark", { html: true });
// markdown-it hides links that it distrusts; here they must be seen to be refused.
parser.validateLink = () => true;

const safeUrl = /^(?:https?:|mailto:|[^:]*(?:[/?#]|$))/i;

/**
 * Refuses Markdown with raw HTML or with links that could run script, so that every renderer shows it safely.
 * Code spans and blocks may contain anything. Throws INVALID_INPUT about `field`.
 */
export function assertSafeMarkdown(field: string, markdown: string): void {
  for (const token of parser.parse(markdown, {}).flatMap((block) => [block, ...(block.children ?? [])])) {
    if (token.type === "html_block" || token.type === "html_inline") {
      throw invalidField([field], "HTML is not allowed in Markdown; put it into a code span or block");
    }
    const url = token.attrGet("href") ?? token.attrGet("src");
    if (url !== null && !safeUrl.test(String(url).trim()))
      throw invalidField([field], "links must be http, https, mailto or relative");
  }
}
