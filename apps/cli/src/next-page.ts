import { printable } from "./terminal/printable.ts";

type Page = {
  nextCursor: string | null;
  page?: number | undefined;
  totalPages?: number | undefined;
  total?: number | undefined;
};

/** How to get the page after this one, and where one is in the whole; undefined when there is neither to tell. */
export function pageHint({ nextCursor, page, totalPages, total }: Page): string | undefined {
  if (page === undefined || totalPages === undefined) {
    return nextCursor === null ? undefined : `Next page: the same with --cursor ${shellWord(nextCursor)}`;
  }
  const place = `Page ${page} of ${totalPages}, ${total ?? 0} in all.`;
  return page < totalPages ? `${place} Next page: the same with --page ${page + 1}` : place;
}

/** A word that a shell takes as it is: the text is the server's, and people paste hints. */
function shellWord(text: string): string {
  const word = printable(text);
  return /^[\w.~+/=:@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
