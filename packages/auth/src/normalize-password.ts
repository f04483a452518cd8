/** NFKC, so that the same password typed on two keyboards is the same (NIST SP 800-63B 3.1.1.2). */
export const normalizePassword = (password: string): string => password.normalize("NFKC");
