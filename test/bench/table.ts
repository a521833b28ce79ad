/** How `npm run bench` prints. */
export const print = (line = ""): void => console.log(line);

/** Numbers to the right; the last column, words, to the left. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i].length)));
  for (const row of [head, ...rows])
    print(row.map((cell, i) => (i === row.length - 1 ? cell : cell.padStart(widths[i]))).join("   "));
  print();
}
