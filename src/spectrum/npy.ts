/**
 * numpy's .npy format, versions 1 to 3 (numpy.lib.format): "\x93NUMPY", version, header length, a Python dictionary
 * literal { descr, fortran_order, shape }, then the numbers. Takes bytes, never a path.
 */

import { InputError } from "../../estimators/index.js";
import { refuseNonFinite, requireBytes, type Table } from "./table.js";

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

type Reader = (view: DataView, at: number) => number;

/** How to read one entry, and its size in bytes; multi-byte numbers are little-endian. */
const READERS: { readonly [descr: string]: { readonly size: number; readonly read: Reader } } = {
  "<f8": { size: 8, read: (view, at) => view.getFloat64(at, true) },
  "<f4": { size: 4, read: (view, at) => view.getFloat32(at, true) },
  "|i1": { size: 1, read: (view, at) => view.getInt8(at) },
  "<i2": { size: 2, read: (view, at) => view.getInt16(at, true) },
  "<i4": { size: 4, read: (view, at) => view.getInt32(at, true) },
  "<i8": { size: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  "|u1": { size: 1, read: (view, at) => view.getUint8(at) },
  "<u2": { size: 2, read: (view, at) => view.getUint16(at, true) },
  "<u4": { size: 4, read: (view, at) => view.getUint32(at, true) },
  "<u8": { size: 8, read: (view, at) => Number(view.getBigUint64(at, true)) },
  "|b1": { size: 1, read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) },
};

/** Whether these bytes begin as a .npy file does. */
export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/**
 * Reads a .npy array of one dimension (a column) or two (rows × columns), of little-endian f4, f8, integers or bool, in
 * C or Fortran order; `name` is what errors call the file.
 *
 * @throws InputError for anything else, for a truncated file, and for an entry that is not finite (row and column
 * counted from 1).
 *
 * @example
 * ```ts
 * import { parseNpy } from "homogenized-sgd";
 * const header = "{'descr': '|i1', 'fortran_order': False, 'shape': (2, 2), }\n";
 * const bytes = Uint8Array.from([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, header.length, 0, ...new TextEncoder().encode(header), 1, 2, 3, 4]);
 * Array.from(parseNpy(bytes).values); // => [1, 2, 3, 4]
 * ```
 */
export function parseNpy(bytes: Uint8Array, name = "the .npy data"): Table {
  requireBytes(bytes, name);
  if (!isNpy(bytes)) {
    throw new InputError(`${name} does not begin as a .npy file does: write it with numpy.save.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { header, start } = readHeader(bytes, view, name);
  const descr = readDescr(header, name);
  const fortran = /'fortran_order'\s*:\s*True/.test(header);
  const { rows, columns } = readShape(header, name);
  const { size, read } = READERS[descr];
  const expected = rows * columns * size;
  const got = bytes.byteLength - start;
  if (got !== expected) {
    throw new InputError(
      `${name} holds ${got} bytes of numbers where its header promises ${expected}: write it again, it was cut short or joined.`,
    );
  }
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const index = fortran ? column * rows + row : row * columns + column;
      values[row * columns + column] = read(view, start + index * size);
    }
  }
  const table = { names: null, rows, columns, values };
  refuseNonFinite(table, name);
  return table;
}

function readHeader(bytes: Uint8Array, view: DataView, name: string): { header: string; start: number } {
  const version = bytes[6];
  if (!(version >= 1 && version <= 3)) {
    throw new InputError(
      `${name} is a .npy file of version ${version}, but versions 1 to 3 are read: save it again.`,
    );
  }
  const from = version === 1 ? 10 : 12;
  const length =
    bytes.byteLength < from ? Number.NaN : version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (!(bytes.byteLength >= from + length)) {
    throw new InputError(`${name} ends inside its .npy header: write it again, it was cut short.`);
  }
  const start = from + length;
  return {
    header: new TextDecoder(version === 3 ? "utf-8" : "latin1").decode(bytes.subarray(from, start)),
    start,
  };
}

function readDescr(header: string, name: string): string {
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  if (descr !== undefined && Object.hasOwn(READERS, descr)) return descr;
  throw new InputError(
    `${name} holds numbers of type ${descr ?? "structured"}, but little-endian f4, f8, integers and bool are read: save it with .astype("<f8").`,
  );
}

function readShape(header: string, name: string): { rows: number; columns: number } {
  const shape = /'shape'\s*:\s*\(([^)]*)\)/.exec(header)?.[1];
  const lengths = (shape ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map(Number);
  if (!(lengths.length === 1 || lengths.length === 2) || !lengths.every(Number.isSafeInteger)) {
    throw new InputError(
      `${name} has shape (${shape ?? "?"}), but an array of one or two dimensions is expected: reshape it to rows × columns.`,
    );
  }
  const [rows, columns = 1] = lengths;
  if (rows === 0 || columns === 0) {
    throw new InputError(`${name} has shape (${shape}) and holds no numbers: save the array with its data.`);
  }
  return { rows, columns };
}
