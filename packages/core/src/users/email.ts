/** What makes two addresses the same account: NFKC and lower case, before any comparison. */
export const normalizeEmail = (email: string): string => email.normalize("NFKC").trim().toLowerCase();
