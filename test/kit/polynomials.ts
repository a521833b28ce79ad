/** Polynomials in (t, x_1, …, x_d), exact enough to differentiate and apply a generator to. */

/** Coefficients by exponents: "1,0,2" is t x_2² in dimension 2. */
export type Polynomial = ReadonlyMap<string, number>;

const exponents = (key: string): number[] => key.split(",").map(Number);

export function sum(...terms: readonly Polynomial[]): Polynomial {
  const out = new Map<string, number>();
  for (const term of terms) for (const [key, value] of term) out.set(key, (out.get(key) ?? 0) + value);
  return out;
}

export const scaled = (factor: number, p: Polynomial): Polynomial =>
  new Map([...p].map(([key, value]) => [key, factor * value]));

export function product(...factors: readonly Polynomial[]): Polynomial {
  return factors.reduce((left, right) => {
    const out = new Map<string, number>();
    for (const [a, x] of left)
      for (const [b, y] of right) {
        const other = exponents(b);
        const key = exponents(a)
          .map((e, i) => e + other[i])
          .join(",");
        out.set(key, (out.get(key) ?? 0) + x * y);
      }
    return out;
  });
}

/** By variable 0 = t, i = x_i. */
export function derivative(p: Polynomial, variable: number): Polynomial {
  const out = new Map<string, number>();
  for (const [key, value] of p) {
    const e = exponents(key);
    if (e[variable] === 0) continue;
    const factor = e[variable]--;
    out.set(e.join(","), value * factor);
  }
  return out;
}

/** A fast function of (t, x). */
export function compiled(p: Polynomial): (t: number, x: ArrayLike<number>) => number {
  const terms = [...p].map(([key, value]) => ({ value, e: exponents(key) }));
  return (t, x) => {
    let total = 0;
    for (const { value, e } of terms) {
      let term = value;
      for (let k = 0; k < e[0]; k++) term *= t;
      for (let i = 1; i < e.length; i++) for (let k = 0; k < e[i]; k++) term *= x[i - 1];
      total += term;
    }
    return total;
  };
}

/** The constant, t and x_1 … x_d in dimension d. */
export function variables(dimension: number): {
  number: (c: number) => Polynomial;
  t: Polynomial;
  x: Polynomial[];
} {
  const unit = (variable: number): Polynomial =>
    new Map([[Array.from({ length: dimension + 1 }, (_, i) => (i === variable ? 1 : 0)).join(","), 1]]);
  return {
    number: (c) => new Map([[new Array(dimension + 1).fill(0).join(","), c]]),
    t: unit(0),
    x: Array.from({ length: dimension }, (_, i) => unit(i + 1)),
  };
}

/** All monomials x^a with 1 ≤ |a| ≤ degree, free of t. */
export function monomials(dimension: number, degree: number): Polynomial[] {
  const grow = (e: number[], from: number): number[][] =>
    e.reduce((a, b) => a + b, 0) === degree
      ? [e]
      : [
          e,
          ...Array.from({ length: dimension - from }, (_, k) => from + k).flatMap((i) =>
            grow(
              e.map((value, j) => (j === i + 1 ? value + 1 : value)),
              i,
            ),
          ),
        ];
  return grow(new Array(dimension + 1).fill(0), 0)
    .slice(1)
    .map((e) => new Map([[e.join(","), 1]]));
}
