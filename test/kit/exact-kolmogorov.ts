/** P(D_n ≥ d), exact: Marsaglia, Tsang & Wang, Journal of Statistical Software 8 (2003), a power of a (2k−1)² matrix. */
export function exactKolmogorov(n: number, d: number): number {
  const k = Math.floor(n * d) + 1;
  const size = 2 * k - 1;
  const h = k - n * d;
  const H: number[][] = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i - j + 1 < 0 ? 0 : 1)),
  );
  for (let i = 0; i < size; i++) {
    H[i][0] -= h ** (i + 1);
    H[size - 1][i] -= h ** (size - i);
  }
  H[size - 1][0] += 2 * h - 1 > 0 ? (2 * h - 1) ** size : 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) for (let g = 1; g <= i - j + 1; g++) H[i][j] /= g;

  let power: number[][] = H.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  let square = H;
  for (let left = n; left > 0; left >>= 1) {
    if (left & 1) power = product(power, square);
    square = product(square, square);
  }
  let below = power[k - 1][k - 1];
  for (let i = 1; i <= n; i++) below *= i / n;
  return 1 - below;
}

const product = (A: readonly number[][], B: readonly number[][]): number[][] =>
  A.map((row) => B[0].map((_, j) => row.reduce((sum, a, l) => sum + a * B[l][j], 0)));
