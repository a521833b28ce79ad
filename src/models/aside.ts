/**
 * Where a field without a pivot, as x = 0 at a start from zero or y = x at X = X*, lies on a sheet for every z, g is
 * taken on the sheet itself, where a formula has whatever value its sign(0) or its "<" give. What the means tend to as B
 * becomes regular is those over the sheet's two sides: the fields without a pivot are moved a little, to either side.
 */
import { type FieldMeanOptions, type FieldRoot, inCoordinates, type Sheet } from "../gaussian/index.js";

/** Above the rounding of fields, relative to their width, and far below everything else. */
const ASIDE = 1e-12;
/** More than so many such fields are moved together. */
const MOST_APART = 3;

/** The moves, one of them after the other into `root.shift`, or none where all sheets are crossed. */
export function sidesOf(
  root: FieldRoot,
  { fields: m, normals: n, sheets }: Pick<FieldMeanOptions, "fields" | "normals" | "sheets">,
): Float64Array[] {
  const width = Math.max(...root.widths);
  const near = ASIDE * (width > 0 ? width : 1);
  const stuck = Array.from({ length: m }, (_, p) => p).filter(
    (p) => root.columns[p] < 0 && sheets.some((sheet) => sheet.normal[p] !== 0 && isOn(sheet)),
  );
  /** Whether all fields lie on it. */
  function isOn({ normal, offset }: Sheet): boolean {
    let square = 0;
    for (let p = 0; p < m; p++) square += normal[p] * normal[p];
    const close = 0.1 * near * Math.sqrt(square);
    return Math.abs(offset) <= close && inCoordinates(m, n, root, normal).every((a) => Math.abs(a) <= close);
  }
  if (stuck.length === 0) return [];
  const apart = Math.min(stuck.length, MOST_APART);
  return Array.from({ length: 1 << apart }, (_, signs) => {
    const shift = new Float64Array(m);
    stuck.forEach((p, k) => {
      shift[p] = (signs >> Math.min(k, apart - 1)) & 1 ? near : -near;
    });
    return shift;
  });
}
