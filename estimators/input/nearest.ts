/**
 * The candidate a misspelt word was probably meant to be: least edit distance (insertions, deletions, changes and
 * swaps of neighbours each count 1), and none where even the least is too far to be a slip.
 */

export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** The optimal string alignment distance, row by row. */
export function editDistance(a: string, b: string): number {
  let twoBack: number[] = [];
  let oneBack = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let k = 1; k <= b.length; k++) {
      const change = oneBack[k - 1] + (a[i - 1] === b[k - 1] ? 0 : 1);
      row[k] = Math.min(oneBack[k] + 1, row[k - 1] + 1, change);
      const swapped = i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1];
      if (swapped) row[k] = Math.min(row[k], twoBack[k - 2] + 1);
    }
    [twoBack, oneBack] = [oneBack, row];
  }
  return oneBack[b.length];
}
