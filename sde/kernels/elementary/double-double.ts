/*
 * Numbers of about 106 bits as unevaluated sums hi + lo, |lo| ≤ ulp(hi)/2. They serve the tables of the elementary
 * functions, which are computed once when the module loads; nothing hot calls them.
 *
 * Source: T. J. Dekker, "A floating-point technique for extending the available precision", Numer. Math. 18, 1971;
 * D. E. Knuth, The Art of Computer Programming 2, §4.2.2.
 */

export type Double2 = readonly [hi: number, lo: number];

/** a + b, exactly. */
function exactSum(a: number, b: number): Double2 {
  const hi = a + b;
  const rest = hi - a;
  return [hi, a - (hi - rest) + (b - rest)];
}

/** a b, exactly (no overflow in the splitting below 2^996). */
function exactProduct(a: number, b: number): Double2 {
  const hi = a * b;
  const a1 = leading(a);
  const a2 = a - a1;
  const b1 = leading(b);
  const b2 = b - b1;
  return [hi, a1 * b1 - hi + a1 * b2 + a2 * b1 + a2 * b2];
}

/** The leading 26 bits of a. */
function leading(a: number): number {
  const scaled = 134217729 * a;
  return scaled - (scaled - a);
}

function add(a: Double2, b: Double2): Double2 {
  const [hi, lo] = exactSum(a[0], b[0]);
  return exactSum(hi, lo + (a[1] + b[1]));
}

function multiply(a: Double2, b: Double2): Double2 {
  const [hi, lo] = exactProduct(a[0], b[0]);
  return exactSum(hi, lo + (a[0] * b[1] + a[1] * b[0]));
}

function divide(a: Double2, b: Double2): Double2 {
  const first = a[0] / b[0];
  const rest = add(a, multiply([-first, 0], b));
  const second = rest[0] / b[0];
  const rest2 = add(rest, multiply([-second, 0], b));
  return add(exactSum(first, second), [rest2[0] / b[0], 0]);
}

function squareRoot(a: Double2): Double2 {
  const root = Math.sqrt(a[0]);
  const rest = add(a, multiply([-root, 0], [root, 0]));
  return exactSum(root, rest[0] / (2 * root));
}

/** log(a/b) for positive integers a, b not far apart: 2 artanh(s) = 2 (s + s³/3 + s⁵/5 + …), s = (a−b)/(a+b). */
function logOfRatio(a: number, b: number): Double2 {
  const s = divide([a - b, 0], [a + b, 0]);
  const square = multiply(s, s);
  let power = s;
  let total = s;
  for (let n = 3; Math.abs(power[0]) > 1e-34; n += 2) {
    power = multiply(power, square);
    total = add(total, divide(power, [n, 0]));
  }
  return multiply(total, [2, 0]);
}

/** ln 2 = −ln(1/2). */
const LN_2 = logOfRatio(2, 1);

export { add, divide, LN_2, logOfRatio, multiply, squareRoot };
