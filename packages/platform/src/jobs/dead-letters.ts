/** The queue where jobs end that have failed for good. */
export const deadLetters = "dead-letters";
