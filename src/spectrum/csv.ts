/**
 * Comma-separated numbers with a header row (RFC 4180: cells may stand in double quotes, a quote inside them doubled;
 * lines end with LF, CRLF or CR). Takes bytes (UTF-8, byte order mark allowed), never a path.
 */

import { InputError } from "../../estimators/index.js";
import { requireBytes, type Table } from "./table.js";

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

interface Cursor {
  readonly text: string;
  readonly name: string;
  position: number;
  /** Line of the file the cursor is on, from 1. */
  line: number;
}

/**
 * Reads a .csv file with a header row into a table of numbers; `name` is what errors call the file.
 *
 * @throws InputError naming row (counted from 1 below the header) and column of the first cell that is empty or not a
 * finite number, a row with too few or too many cells, an unclosed quote, or a header that is missing or unnamed.
 *
 * @example
 * ```ts
 * import { parseCsv } from "homogenized-sgd";
 * const table = parseCsv(new TextEncoder().encode("size,price\n1,2.5\n3,4e1\n"));
 * table.names; // => ["size", "price"]
 * Array.from(table.values); // => [1, 2.5, 3, 40]
 * ```
 */
export function parseCsv(bytes: Uint8Array, name = "the .csv data"): Table {
  requireBytes(bytes, name);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new InputError(
      `${name} is written in UTF-16, but a .csv file must be UTF-8: save it again as UTF-8.`,
    );
  }
  const cursor: Cursor = { text: new TextDecoder().decode(bytes).trimEnd(), name, position: 0, line: 1 };
  const names = readHeader(cursor);
  const columns = names.length;
  const values: number[] = [];
  let rows = 0;
  while (cursor.position < cursor.text.length) {
    const line = cursor.line;
    const cells = readRecord(cursor);
    rows++;
    const where = `${name}, row ${rows} (line ${line})`;
    if (cells.length !== columns) {
      throw new InputError(
        `${where} has ${cells.length} cell${cells.length === 1 ? "" : "s"} where the header has ${columns}: give every row one cell per column.`,
      );
    }
    for (let column = 0; column < columns; column++) {
      values.push(readNumber(cells[column], where, names[column]));
    }
  }
  if (rows === 0) throw new InputError(`${name} has a header row and no rows below it: add the data.`);
  return { names, rows, columns, values: Float64Array.from(values) };
}

function readHeader(cursor: Cursor): string[] {
  if (cursor.text.length === 0) {
    throw new InputError(`${cursor.name} is empty: give a header row and rows of numbers.`);
  }
  const names = readRecord(cursor).map((cell) => cell.trim());
  for (let column = 0; column < names.length; column++) {
    if (names[column] !== "") continue;
    throw new InputError(
      `${cursor.name}, header row, has no name for column ${column + 1}: name it, or remove it if it is only a row index.`,
    );
  }
  if (names.every((cell) => NUMBER.test(cell)) && !isCounting(names)) {
    throw new InputError(
      `${cursor.name} begins with a row of numbers (${names[0]}, …), but its first row must be a header: add the column names.`,
    );
  }
  return names;
}

/** Names 0, 1, 2, … or 1, 2, 3, …: what tools write for columns without names. */
function isCounting(names: readonly string[]): boolean {
  const first = Number(names[0]);
  return (first === 0 || first === 1) && names.every((cell, column) => cell === String(first + column));
}

function readNumber(cell: string, where: string, column: string): number {
  const text = cell.trim();
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  const got = text === "" ? "is empty" : `is ${JSON.stringify(text)}`;
  throw new InputError(
    `${where}, column ${JSON.stringify(column)}, ${got}, but every cell must be a finite number: fill it in, or remove that row or column.`,
  );
}

/** The cells of the record at the cursor, which moves past its line end. */
function readRecord(cursor: Cursor): string[] {
  const { text } = cursor;
  const start = cursor.position;
  const end = find(/[\r\n]/g, text, start);
  const line = text.slice(start, end);
  if (line.includes('"')) return readQuotedRecord(cursor);
  cursor.position = end;
  skipLineEnd(cursor);
  return line.split(",");
}

/** As `readRecord`, cell by cell: a quoted cell may hold commas and line ends. */
function readQuotedRecord(cursor: Cursor): string[] {
  const { text, line } = cursor;
  const cells: string[] = [];
  for (;;) {
    cells.push(text[cursor.position] === '"' ? readQuotedCell(cursor, line) : readPlainCell(cursor));
    if (text[cursor.position] !== ",") break;
    cursor.position++;
  }
  skipLineEnd(cursor);
  return cells;
}

function readPlainCell(cursor: Cursor): string {
  const start = cursor.position;
  cursor.position = find(/[,\r\n]/g, cursor.text, start);
  return cursor.text.slice(start, cursor.position);
}

function readQuotedCell(cursor: Cursor, line: number): string {
  const { text } = cursor;
  let cell = "";
  let from = cursor.position + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) {
      throw new InputError(`${cursor.name}, line ${line}, opens a quote that is never closed: close it.`);
    }
    cell += text.slice(from, quote);
    from = quote + 1;
    if (text[from] !== '"') break;
    cell += '"';
    from++;
  }
  cursor.position = from;
  cursor.line += cell.split(/\r\n|\r|\n/).length - 1;
  const next = text[from];
  if (next !== undefined && next !== "," && next !== "\r" && next !== "\n") {
    throw new InputError(
      `${cursor.name}, line ${line}, has ${JSON.stringify(next)} right after a closing quote: quote the whole cell or none of it.`,
    );
  }
  return cell;
}

/** Where the pattern (with flag g) first matches at or after `from`; the end of the text if nowhere. */
function find(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

function skipLineEnd(cursor: Cursor): void {
  const { text } = cursor;
  if (text[cursor.position] === "\r") cursor.position++;
  if (text[cursor.position] === "\n") cursor.position++;
  cursor.line++;
}
