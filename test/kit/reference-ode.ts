/**
 * The deterministic ODE written out a second time, as directly as THEORY §3 states it: full m×m matrices per
 * coordinate, ml-matrix arithmetic, classical fourth-order Runge–Kutta with many steps and Richardson
 * extrapolation. Shares nothing with src/dynamics but the model's h, G, I.
 */
import { Matrix } from "ml-matrix";
import { drawState, type Problem } from "../../src/problem/index.js";

interface Row {
  risk: number;
  distance: number;
  norm: number;
}

/** Statistics at `times`, each span solved with `steps` steps per unit of time and with half as many. */
export function referenceOde(
  problem: Problem,
  rate: (t: number) => number,
  seed: number,
  times: readonly number[],
  steps: number,
): Row[] {
  const [coarse, fine] = [steps / 2, steps].map((n) => solve(problem, rate, seed, times, n));
  return fine.map((row, i) => ({
    risk: row.risk + (row.risk - coarse[i].risk) / 15,
    distance: row.distance + (row.distance - coarse[i].distance) / 15,
    norm: row.norm + (row.norm - coarse[i].norm) / 15,
  }));
}

function solve(
  problem: Problem,
  rate: (t: number) => number,
  seed: number,
  times: readonly number[],
  perUnit: number,
): Row[] {
  const { dimension: d, model, spectrum, ridge } = problem;
  const l = model.outputs;
  const m = l + model.teacherOutputs;
  const W = drawState(problem, seed);
  let v = Array.from({ length: d }, (_, i) => {
    const row = Array.from({ length: m }, (_, p) => W[p * d + i]);
    return new Matrix(row.map((a) => row.map((b) => a * b)));
  });
  const flat = (matrix: Matrix) => Float64Array.from(matrix.to1DArray());
  const sum = (weight: (i: number) => number) =>
    v.reduce((total, matrix, i) => total.add(Matrix.mul(matrix, weight(i))), Matrix.zeros(m, m));

  const derivative = (t: number, state: Matrix[]): Matrix[] => {
    const B = state.reduce(
      (total, matrix, i) => total.add(Matrix.mul(matrix, spectrum.eigenvalues[i])),
      Matrix.zeros(m, m),
    );
    const G = new Float64Array(m * l);
    const I = new Float64Array(l * l);
    model.gradient(flat(B), G);
    model.directionSecondMoment(flat(B), I);
    const gamma = rate(t);
    return state.map((matrix, i) => {
      const lambda = spectrum.eigenvalues[i];
      const A = Matrix.zeros(m, m);
      for (let p = 0; p < m; p++)
        for (let o = 0; o < l; o++) A.set(p, o, lambda * G[p * l + o] + (p === o ? ridge : 0));
      const noise = Matrix.zeros(m, m);
      for (let o = 0; o < l; o++)
        for (let p = 0; p < l; p++) noise.set(o, p, (gamma * gamma * lambda * I[o * l + p]) / d);
      const contraction = Matrix.add(matrix.mmul(A), A.transpose().mmul(matrix));
      return Matrix.sub(noise, contraction.mul(gamma));
    });
  };
  const plus = (state: Matrix[], k: Matrix[], h: number) =>
    state.map((matrix, i) => Matrix.add(matrix, Matrix.mul(k[i], h)));

  let t = 0;
  return times.map((end) => {
    const count = Math.round((end - t) * perUnit);
    const h = (end - t) / count;
    for (let n = 0; n < count; n++, t += h) {
      const k1 = derivative(t, v);
      const k2 = derivative(t + h / 2, plus(v, k1, h / 2));
      const k3 = derivative(t + h / 2, plus(v, k2, h / 2));
      const k4 = derivative(t + h, plus(v, k3, h));
      v = plus(plus(plus(plus(v, k1, h / 6), k2, h / 3), k3, h / 3), k4, h / 6);
    }
    t = end;
    const S = sum(() => 1);
    let norm = 0;
    let distance = 0;
    for (let o = 0; o < l; o++) {
      norm += S.get(o, o);
      distance += S.get(o, o) - 2 * S.get(o, l + o) + S.get(l + o, l + o);
    }
    return { risk: model.risk(flat(sum((i) => spectrum.eigenvalues[i]))), distance, norm };
  });
}
