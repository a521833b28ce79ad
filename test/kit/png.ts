/** Pixels of an 8-bit RGBA PNG, for tests that look at what was drawn. */
import { inflateSync } from "node:zlib";

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red of the pixel, 0 black to 255. */
  red(x: number, y: number): number;
}

export function readPng(bytes: Uint8Array): Pixels {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  for (let at = 8; at < bytes.length; at += 12 + view.getUint32(at))
    if (String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === "IDAT")
      parts.push(bytes.subarray(at + 8, at + 8 + view.getUint32(at)));
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (bytes[24] !== 8 || bytes[25] !== 6) throw new Error("not an 8-bit RGBA PNG");
  const raw = inflateSync(Buffer.concat(parts));
  const stride = 4 * width;
  const pixels = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let i = 0; i < stride; i++) {
      const at = y * stride + i;
      const left = i >= 4 ? pixels[at - 4] : 0;
      const above = y > 0 ? pixels[at - stride] : 0;
      const corner = i >= 4 && y > 0 ? pixels[at - stride - 4] : 0;
      pixels[at] = raw[at + y + 1] + guess(filter, left, above, corner);
    }
  }
  return { width, height, red: (x, y) => pixels[y * stride + 4 * x] };
}

/** The five filters of PNG: none, left, above, their mean, whichever is nearest to left + above − corner. */
function guess(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const p = left + above - corner;
  const [a, b, c] = [Math.abs(p - left), Math.abs(p - above), Math.abs(p - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}
