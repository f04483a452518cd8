/** Small enough that no batch locks rows, or holds a transaction open, for long. */
const batchSize = 500;

/** Repeats a statement that takes up to `limit` rows until it finds fewer; returns how many rows there were in all. */
export async function inBatches(take: (limit: number) => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await take(batchSize);
    total += count;
    if (count < batchSize) return total;
  }
}
