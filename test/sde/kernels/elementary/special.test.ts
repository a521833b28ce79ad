import { describe, expect, it } from "vitest";
import {
  atan,
  atan2,
  cos,
  erf,
  erfcx,
  exp,
  expm1,
  log,
  log1p,
  logErfc,
  pow,
  sigmoid,
  sin,
  softplus,
  tanh,
} from "../../../../sde/kernels/elementary/index.js";

const { POSITIVE_INFINITY: INFINITY, NaN: NAN, MAX_VALUE, MIN_VALUE } = Number;

describe("special values", () => {
  const cases: [string, (x: number) => number, [number, number][]][] = [
    [
      "exp",
      exp,
      [
        [0, 1],
        [-0, 1],
        [INFINITY, INFINITY],
        [-INFINITY, 0],
        [NAN, NAN],
        [709.7827128933841, INFINITY],
        [709.782712893384, 1.7976931348622732e308],
        [1e300, INFINITY],
        [-745.2, 0],
        [-745.1, MIN_VALUE],
        [-1e300, 0],
        [MIN_VALUE, 1],
      ],
    ],
    [
      "erfcx",
      erfcx,
      [
        [0, 1],
        [-0, 1],
        [INFINITY, 0],
        [-INFINITY, INFINITY],
        [-27, INFINITY],
        [NAN, NAN],
      ],
    ],
    [
      "logErfc",
      logErfc,
      [
        [0, -0],
        [INFINITY, -INFINITY],
        [-INFINITY, Math.LN2],
        [-30, Math.LN2],
        [1e200, -INFINITY],
        [NAN, NAN],
      ],
    ],
    [
      "expm1",
      expm1,
      [
        [0, 0],
        [-0, -0],
        [INFINITY, INFINITY],
        [-INFINITY, -1],
        [NAN, NAN],
        [1e300, INFINITY],
        [-50, -1],
        [1e-300, 1e-300],
        [MIN_VALUE, MIN_VALUE],
      ],
    ],
    [
      "log",
      log,
      [
        [1, 0],
        [0, -INFINITY],
        [-0, -INFINITY],
        [INFINITY, INFINITY],
        [-1, NAN],
        [-INFINITY, NAN],
        [-MIN_VALUE, NAN],
        [NAN, NAN],
        [MIN_VALUE, -744.4400719213812],
        [MAX_VALUE, 709.782712893384],
      ],
    ],
    [
      "log1p",
      log1p,
      [
        [0, 0],
        [-0, -0],
        [-1, -INFINITY],
        [-1.5, NAN],
        [-INFINITY, NAN],
        [INFINITY, INFINITY],
        [NAN, NAN],
        [1e-300, 1e-300],
        [-MIN_VALUE, -MIN_VALUE],
        [-1e20, NAN],
      ],
    ],
    [
      "sin",
      sin,
      [
        [0, 0],
        [-0, -0],
        [INFINITY, NAN],
        [-INFINITY, NAN],
        [NAN, NAN],
        [MIN_VALUE, MIN_VALUE],
        [MAX_VALUE, 0.004961954789184062],
      ],
    ],
    [
      "cos",
      cos,
      [
        [0, 1],
        [-0, 1],
        [INFINITY, NAN],
        [-INFINITY, NAN],
        [NAN, NAN],
        [MAX_VALUE, -0.9999876894265599],
      ],
    ],
    [
      "tanh",
      tanh,
      [
        [0, 0],
        [-0, -0],
        [INFINITY, 1],
        [-INFINITY, -1],
        [NAN, NAN],
        [30, 1],
        [-1e300, -1],
        [MIN_VALUE, MIN_VALUE],
      ],
    ],
    [
      "erf",
      erf,
      [
        [0, 0],
        [-0, -0],
        [INFINITY, 1],
        [-INFINITY, -1],
        [NAN, NAN],
        [6, 1],
        [-7, -1],
        [1e-300, 1.1283791670955126e-300],
      ],
    ],
    [
      "atan",
      atan,
      [
        [0, 0],
        [-0, -0],
        [INFINITY, Math.PI / 2],
        [-INFINITY, -Math.PI / 2],
        [NAN, NAN],
        [1, Math.PI / 4],
        [-1, -Math.PI / 4],
        [1e300, Math.PI / 2],
        [MIN_VALUE, MIN_VALUE],
      ],
    ],
    [
      "sigmoid",
      sigmoid,
      [
        [0, 0.5],
        [-0, 0.5],
        [INFINITY, 1],
        [-INFINITY, 0],
        [NAN, NAN],
        [-800, 0],
        [800, 1],
      ],
    ],
    [
      "softplus",
      softplus,
      [
        [INFINITY, INFINITY],
        [-INFINITY, 0],
        [NAN, NAN],
        [-800, 0],
        [800, 800],
        [MAX_VALUE, MAX_VALUE],
      ],
    ],
  ];

  it("atan and atan2 know the axes", () => {
    for (const x of [INFINITY, 1e300]) {
      expect(atan(x)).toBe(Math.PI / 2);
      expect(atan(-x)).toBe(-Math.PI / 2);
    }
    expect([atan(0), atan(-0), atan(NAN), atan(1e-300)]).toEqual([0, -0, NAN, 1e-300]);
    const axes = [atan2(0, 0), atan2(-0, -0), atan2(0, 2), atan2(0, -2), atan2(3, 0), atan2(-3, 0)];
    expect(axes).toEqual([0, 0, 0, Math.PI, Math.PI / 2, -Math.PI / 2]);
    expect([atan2(NAN, 1), atan2(1, NAN), atan2(NAN, 0)]).toEqual([NAN, NAN, NAN]);
    expect(atan2(1e-300, -1e300)).toBe(Math.PI);
    expect(atan2(1e-310, 1e-310)).toBeCloseTo(Math.PI / 4, 15);
  });

  it.each(cases)("%s", (_, implementation, pairs) => {
    // Inside an array, so that 0 and −0 differ and NaN equals NaN.
    expect(pairs.map(([x]) => implementation(x))).toEqual(pairs.map(([, value]) => value));
  });

  it("pow has JavaScript's special values", () => {
    const values = [
      ...[0, MIN_VALUE, 1e-310, 0.5, 1, 1 + 2 ** -52, 1.5, 2, 3, 1e300, MAX_VALUE, INFINITY],
      ...[2 ** 53, 2 ** 53 - 1, 2 ** 64, 2 ** 70, 0.25],
    ];
    const signed = [...values, ...values.map((x) => -x), NAN];
    const wrong: [number, number, number, number][] = [];
    for (const x of signed) {
      for (const y of signed) {
        const expected = x ** y;
        const got = pow(x, y);
        const settled = expected === 0 || !Number.isFinite(expected) || Math.abs(expected) === 1;
        const agrees = settled ? Object.is(got, expected) : Math.abs(got / expected - 1) < 1e-15;
        if (!agrees) wrong.push([x, y, got, expected]);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("exactness", () => {
  it("whole powers that are doubles come out exactly", () => {
    for (let base = -40; base <= 40; base++) {
      let power = 1;
      for (let n = 0; Math.abs(power) <= 2 ** 53; n++) {
        expect(pow(base, n)).toBe(power);
        power *= base;
        if (Math.abs(base) < 2 && n > 80) break;
      }
    }
    for (let n = -1074; n <= 1023; n++) expect(pow(2, n)).toBe(2 ** n);
    expect(pow(6.25, 1.5)).toBe(15.625);
    expect(pow(2 ** -1074, 0.5)).toBe(2 ** -537);
  });

  it("sin, tanh, atan and erf are odd, cos is even, to the last bit", () => {
    for (let i = 1; i < 3000; i++) {
      const x = i * 0.0137 * (i % 7 === 0 ? 1e5 : 1);
      expect(sin(-x)).toBe(-sin(x));
      expect(cos(-x)).toBe(cos(x));
      expect(tanh(-x)).toBe(-tanh(x));
      expect(atan(-x)).toBe(-atan(x));
      expect(erf(-x)).toBe(-erf(x));
    }
  });
});
