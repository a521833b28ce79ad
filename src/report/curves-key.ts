/** The keys of a figure of curves: what each look stands for, set out in rows that flow. */
import type { FigureCurve, FigurePanel } from "./curves-description.js";
import { textSize, widerFont } from "./header.js";
import { textWidth } from "./text-width.js";
import { type Look, lookOf } from "./theme.js";

export interface KeyEntry {
  readonly curve: FigureCurve;
  readonly look: Look;
  /** Ends of the swatch. */
  readonly x: number;
  readonly x2: number;
  /** Left end of the name. */
  readonly nameAt: number;
  /** From 0. */
  readonly row: number;
}

const swatch = { line: 24, point: 9, after: 6, beforeNext: 10 };
export const keyRowHeight = 18;

/** Green to violet, each darker than the one before (viridis, without its yellow end, which white paper swallows). */
const scale = [
  [122, 209, 81],
  [34, 168, 132],
  [42, 120, 142],
  [65, 68, 135],
  [68, 1, 84],
];

const ownLooks: Readonly<Record<string, Omit<Look, "name">>> = {
  limit: { color: "#b03a2e", dash: [1.5, 2.5], lineWidth: 1.6 },
  guide: { color: "#777777", dash: [5, 3], lineWidth: 1.1 },
};

export function looksOf({ look, name }: FigureCurve): Look {
  if (typeof look === "string") return { ...(ownLooks[look] ?? lookOf(look)), name };
  const at = look * (scale.length - 1);
  const below = Math.min(Math.floor(at), scale.length - 2);
  const channels = scale[below].map((from, i) =>
    Math.round(from + (at - below) * (scale[below + 1][i] - from))
      .toString(16)
      .padStart(2, "0"),
  );
  return { name, color: `#${channels.join("")}`, dash: [], lineWidth: 1.5 };
}

/**
 * Names that stand in more panels than one, or in the only one, and so in the head; and those of each panel alone. A
 * guide has its name beside it.
 */
export function divideKeys(panels: readonly FigurePanel[]): {
  readonly shared: readonly FigureCurve[];
  readonly own: readonly (readonly FigureCurve[])[];
} {
  const first = new Map<string, FigureCurve>();
  const homes = new Map<string, Set<number>>();
  panels.forEach(({ curves }, i) => {
    for (const curve of curves) {
      const { name, look } = curve;
      if (look === "guide") continue;
      // One with a band tells more of the look than one without.
      if (!first.has(name) || (curve.low && !first.get(name)!.low)) first.set(name, curve);
      homes.set(name, (homes.get(name) ?? new Set()).add(i));
    }
  });
  const isShared = (name: string) => panels.length === 1 || homes.get(name)!.size > 1;
  const names = [...first.keys()];
  const curvesOf = (some: readonly string[]) => some.map((name) => first.get(name)!);
  return {
    shared: curvesOf(names.filter(isShared)),
    own: panels.map((_, i) => curvesOf(names.filter((name) => !isShared(name) && homes.get(name)!.has(i)))),
  };
}

/** Entries side by side, as many to a row as fit into so many pixels. */
export function layOutKey(curves: readonly FigureCurve[], width: number): KeyEntry[] {
  let x = 0;
  let row = 0;
  return curves.map((curve) => {
    const swatchWidth = curve.mark === "points" ? swatch.point : swatch.line;
    const size = swatchWidth + swatch.after + widerFont * textWidth(curve.name, textSize);
    if (x > 0 && x + size > width) {
      x = 0;
      row++;
    }
    const x2 = x + swatchWidth;
    const entry = { curve, look: looksOf(curve), x, x2, nameAt: x2 + swatch.after, row };
    x += size + swatch.beforeNext;
    return entry;
  });
}

export const rowsOf = (entries: readonly KeyEntry[]): number =>
  entries.reduce((rows, { row }) => Math.max(rows, row + 1), 0);
