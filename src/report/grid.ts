/** Columns of text set side by side, each as wide as its widest cell. */

export interface Column {
  /** Two lines over the cells. */
  readonly heading: readonly [string, string];
  /** `point`: numbers with their points below one another. */
  readonly align: "left" | "right" | "point";
  readonly cells: readonly string[];
  /** Spaces before the column; default 2. */
  readonly gap?: number;
}

const width = (text: string): number => [...text].length;
const widest = (lines: readonly string[]): number =>
  lines.reduce((most, line) => Math.max(most, width(line)), 0);

/** Rows of text, headings first; a column without any cell is left out, line ends are trimmed. */
export function layOutColumns(columns: readonly Column[]): string[] {
  const used = columns.filter(({ cells }) => cells.some((cell) => cell !== ""));
  const blocks = used.map(({ heading, align, cells, gap = 2 }, i) => {
    const lines = [...heading, ...(align === "point" ? alignPoints(cells) : cells)];
    const size = widest(lines);
    const before = " ".repeat(i === 0 ? 0 : gap);
    return lines.map((line) => {
      const spaces = " ".repeat(size - width(line));
      return before + (align === "left" ? line + spaces : spaces + line);
    });
  });
  const rows = blocks[0] ?? [];
  return rows.map((_, row) =>
    blocks
      .map((block) => block[row])
      .join("")
      .trimEnd(),
  );
}

/** Spaces after the shorter fractions; a number with an exponent stands apart and ends with the column. */
function alignPoints(cells: readonly string[]): string[] {
  const fraction = (cell: string): number => {
    if (cell === "" || cell.includes("e")) return -1;
    const point = cell.indexOf(".");
    return point < 0 ? 0 : cell.length - point;
  };
  const longest = cells.reduce((most, cell) => Math.max(most, fraction(cell)), 0);
  return cells.map((cell) => (fraction(cell) < 0 ? cell : cell + " ".repeat(longest - fraction(cell))));
}

/** Pieces joined by spaces into lines of at most so many characters, those after the first indented. */
export function wrap(pieces: readonly string[], limit: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    const longer = line === "" ? piece : `${line} ${piece}`;
    if (line !== "" && width(longer) > limit) {
      lines.push(line);
      line = `  ${piece}`;
    } else line = longer;
  }
  return [...lines, line];
}
