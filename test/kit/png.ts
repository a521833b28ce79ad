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
  for (let y = 0; y < height; y++)
    for (let i = 0; i < stride; i++) {
      const left = i >= 4 ? pixels[y * stride + i - 4] : 0;
      const above = y > 0 ? pixels[(y - 1) * stride + i] : 0;
      const corner = i >= 4 && y > 0 ? pixels[(y - 1) * stride + i - 4] : 0;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][raw[y * (stride + 1)]];
      pixels[y * stride + i] = raw[y * (stride + 1) + 1 + i] + guess;
    }
  return { width, height, red: (x, y) => pixels[y * stride + 4 * x] };
}

function paeth(left: number, above: number, corner: number): number {
  const p = left + above - corner;
  const [a, b, c] = [left, above, corner].map((value) => Math.abs(p - value));
  return a <= b && a <= c ? left : b <= c ? above : corner;
}
