/**
 * Measures one after the other. Interrupted, it gives what it has by then: an hour of measuring is not
 * lost for its last row.
 *
 * @throws whatever measuring throws, and the interruption where nothing was measured yet
 */
export async function measureEach<Item, Result>(
  items: readonly Item[],
  signal: AbortSignal,
  measure: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    try {
      results.push(await measure(item));
    } catch (error) {
      if (!signal.aborted || results.length === 0) throw error;
      console.error(`interrupted after ${results.length} of ${items.length}`);
      break;
    }
  }
  return results;
}
