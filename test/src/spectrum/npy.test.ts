import { describe, expect, it } from "vitest";
import { parseNpy } from "../../../src/spectrum/index.js";
import { bytesOf, sentenceOf } from "./matrices.js";

/** A .npy file by hand: version 1, header padded to 64 bytes as numpy does. */
function npy(
  descr: string,
  shape: string,
  data: ArrayBufferLike,
  fortran = "False",
  version = 1,
): Uint8Array {
  const dictionary = `{'descr': ${descr}, 'fortran_order': ${fortran}, 'shape': ${shape}, }`;
  const start = version === 1 ? 10 : 12;
  const length = Math.ceil((start + dictionary.length + 1) / 64) * 64 - start;
  const header = bytesOf(`${dictionary.padEnd(length - 1)}\n`);
  const size = version === 1 ? [length & 255, length >> 8] : [length & 255, length >> 8, 0, 0];
  return Uint8Array.from([
    0x93,
    ...bytesOf("NUMPY"),
    version,
    0,
    ...size,
    ...header,
    ...new Uint8Array(data),
  ]);
}

const base64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

/*
 * Written by numpy 2.4.6:
 *   def enc(a, version): b = io.BytesIO(); np.lib.format.write_array(b, a, version=version); return base64.b64encode(b.getvalue())
 *   a = np.array([[1.5, -2, 3], [4, 5, 6.25]])
 *   enc(a, (1, 0)); enc(np.asfortranarray(a.astype("<f4")), (2, 0)); enc(np.array([1, -2, 2**40]), (3, 0))
 */
const written = {
  f8: "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAD4PwAAAAAAAADAAAAAAAAACEAAAAAAAAAQQAAAAAAAABRAAAAAAAAAGUA=",
  f4Fortran:
    "k05VTVBZAgB0AAAAeydkZXNjcic6ICc8ZjQnLCAnZm9ydHJhbl9vcmRlcic6IFRydWUsICdzaGFwZSc6ICgyLCAzKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAMA/AACAQAAAAMAAAKBAAABAQAAAyEA=",
  i8: "k05VTVBZAwB0AAAAeydkZXNjcic6ICc8aTgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAAAAAAAAP7/////////AAAAAAABAAA=",
};

describe("parseNpy", () => {
  it("reads what numpy writes: versions 1 to 3, C and Fortran order, one and two dimensions", () => {
    const table = { names: null, rows: 2, columns: 3, values: Float64Array.of(1.5, -2, 3, 4, 5, 6.25) };
    expect(parseNpy(base64(written.f8))).toEqual(table);
    expect(parseNpy(base64(written.f4Fortran))).toEqual(table);
    expect(parseNpy(base64(written.i8))).toEqual({
      names: null,
      rows: 3,
      columns: 1,
      values: Float64Array.of(1, -2, 2 ** 40),
    });
  });

  it.each([
    ["<f8", Float64Array.of(-1.5, 2), [-1.5, 2]],
    ["<f4", Float32Array.of(0.1, 2), [Math.fround(0.1), 2]],
    ["|i1", Int8Array.of(-128, 127), [-128, 127]],
    ["<i2", Int16Array.of(-32768, 2), [-32768, 2]],
    ["<i4", Int32Array.of(-(2 ** 31), 2), [-(2 ** 31), 2]],
    ["<i8", BigInt64Array.of(-5n, 2n ** 53n), [-5, 2 ** 53]],
    ["|u1", Uint8Array.of(255, 2), [255, 2]],
    ["<u2", Uint16Array.of(65535, 2), [65535, 2]],
    ["<u4", Uint32Array.of(2 ** 32 - 1, 2), [2 ** 32 - 1, 2]],
    ["<u8", BigUint64Array.of(2n ** 63n, 2n), [2 ** 63, 2]],
    ["|b1", Uint8Array.of(0, 1), [0, 1]],
  ])("reads %s", (descr, data, expected) => {
    expect(Array.from(parseNpy(npy(`'${descr}'`, "(2,)", data.buffer)).values)).toEqual(expected);
  });

  it("reads bytes that are a window on a larger, unaligned buffer", () => {
    const bytes = base64(written.f8);
    const larger = new Uint8Array(bytes.length + 7);
    larger.set(bytes, 3);
    expect(parseNpy(larger.subarray(3, 3 + bytes.length))).toEqual(parseNpy(bytes));
  });

  const two = Float64Array.of(1, 2).buffer;
  it.each([
    ["another format", bytesOf("a,b\n1,2\n"), /does not begin as a \.npy/],
    ["version 4", npy("'<f8'", "(2,)", two, "False", 4), /version 4/],
    ["big-endian numbers", npy("'>f8'", "(2,)", two), /type >f8, .*astype/],
    ["half precision", npy("'<f2'", "(8,)", two), /type <f2/],
    ["objects", npy("'|O'", "(2,)", two), /type \|O/],
    ["a structured type", npy("[('x', '<f8')]", "(2,)", two), /type structured/],
    ["no dimension", npy("'<f8'", "()", two), /shape \(\)/],
    ["three dimensions", npy("'<f8'", "(1, 1, 2)", two), /shape \(1, 1, 2\)/],
    ["no rows", npy("'<f8'", "(0, 2)", new ArrayBuffer(0)), /holds no numbers/],
    ["a file cut short", npy("'<f8'", "(3,)", two), /16 bytes of numbers where its header promises 24/],
    ["a header cut short", base64(written.f8).subarray(0, 40), /ends inside its \.npy header/],
    ["a file of eight bytes", base64(written.f8).subarray(0, 8), /ends inside its \.npy header/],
    ["NaN", npy("'<f8'", "(2, 2)", Float64Array.of(1, 2, 3, Number.NaN).buffer), /row 2, column 2 .* NaN/],
    [
      "infinity in Fortran order",
      npy("'<f8'", "(2, 2)", Float64Array.of(1, 2, 1 / 0, 4).buffer, "True"),
      /row 1, column 2 .* Infinity/,
    ],
  ])("refuses %s", (_, bytes, message) => {
    expect(sentenceOf(() => parseNpy(bytes, "f.npy"))).toMatch(message);
  });
});
