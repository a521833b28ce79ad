/** The little of a TrueType file that tests ask about: which characters it has, and how wide they are. */
export interface Face {
  has(character: string): boolean;
  /** Advance width in thousandths of the font size. */
  advance(character: string): number;
}

export function readFace(bytes: Uint8Array): Face {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + 16 * i;
    tables.set(String.fromCharCode(...bytes.subarray(at, at + 4)), view.getUint32(at + 8));
  }
  const [cmap, head, hhea, hmtx] = ["cmap", "head", "hhea", "hmtx"].map((name) => tables.get(name)!);
  const subtables = Array.from(
    { length: view.getUint16(cmap + 2) },
    (_, i) => cmap + view.getUint32(cmap + 8 + 8 * i),
  );
  const groups = subtables.find((at) => view.getUint16(at) === 12)!;
  const glyph = (character: string): number => {
    const code = character.codePointAt(0)!;
    for (let i = 0; i < view.getUint32(groups + 12); i++) {
      const at = groups + 16 + 12 * i;
      const first = view.getUint32(at);
      if (code >= first && code <= view.getUint32(at + 4)) return view.getUint32(at + 8) + code - first;
    }
    return 0;
  };
  const unitsPerEm = view.getUint16(head + 18);
  const lastMetric = view.getUint16(hhea + 34) - 1;
  return {
    has: (character) => glyph(character) !== 0,
    advance: (character) =>
      (1000 * view.getUint16(hmtx + 4 * Math.min(glyph(character), lastMetric))) / unitsPerEm,
  };
}
