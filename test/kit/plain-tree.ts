/**
 * A slow and obvious twin of the Brownian tree over [0, 1]: recursion from the root, every node kept, intervals as
 * trees compose them. Broken on request, so that the checks of the law can show that they notice.
 */
import { composeIncrements } from "../../sde/brownian/compose.js";
import { drawLevyArea } from "../../sde/brownian/levy-area.js";
import { type BrownianPath, createIncrement, type Increment } from "../../sde/index.js";
import { KeyedStream } from "../../sde/random/keyed.js";

/** What can be wrong with a halving or an area. */
export type Fault =
  | "none"
  | "bridge that ignores H"
  | "W and H correlated"
  | "halves share N"
  | "negated area";

interface Options {
  readonly sources: number;
  readonly depth: number;
  readonly seed: number;
  readonly path: number;
  /** Of the cells' areas; none are drawn if it is left out. */
  readonly terms?: number;
  readonly fault?: Fault;
}

/** A path on a grid of 2^depth cells. */
export function plainTree({
  sources: m,
  depth,
  seed,
  path,
  terms,
  fault = "none",
}: Options): Pick<BrownianPath, "increment"> {
  const stream = new KeyedStream(seed, "brownian-tree", path, 2);
  const wanted = terms === undefined ? (["space-time-area"] as const) : (["levy-area"] as const);
  const fresh = () => createIncrement(m, wanted);
  const root = fresh();
  stream.begin(0, 0).fillNormals(root.dW, 0, m);
  stream.fillNormals(root.H, 0, m, Math.sqrt(1 / 12));

  const made = new Map<number, [left: Increment, right: Increment]>();
  function halves(heap: number, h: number, whole: Increment): [left: Increment, right: Increment] {
    const before = made.get(heap);
    if (before) return before;
    const [left, right] = [fresh(), fresh()];
    made.set(heap, [left, right]);
    const normals = new Float64Array(2 * m);
    stream.begin(heap, 0).fillNormals(normals, 0, 2 * m);
    // The middle of a bridge has the variance h/4, of which H explains three quarters.
    const widthOfZ = fault === "bridge that ignores H" ? h / 4 : h / 16;
    const sign = fault === "W and H correlated" ? -1 : 1;
    for (let k = 0; k < m; k++) {
      const Z = Math.sqrt(widthOfZ) * normals[k];
      const N = Math.sqrt(h / 12) * normals[m + k];
      const bend = 1.5 * whole.H[k] + Z;
      left.dW[k] = 0.5 * whole.dW[k] + bend;
      right.dW[k] = 0.5 * whole.dW[k] - bend;
      left.H[k] = 0.25 * whole.H[k] - sign * 0.5 * Z + 0.5 * N;
      right.H[k] = 0.25 * whole.H[k] - sign * 0.5 * Z - (fault === "halves share N" ? -0.5 : 0.5) * N;
    }
    return [left, right];
  }

  /** The node with its area, which is that of its cells. */
  function withArea(heap: number, h: number, node: Increment): Increment {
    if (terms === undefined) return node;
    if (heap >= 2 ** depth) {
      drawLevyArea(stream.begin(heap, 1), h, terms, node.dW, node.H, node.A);
      if (fault === "negated area") for (let i = 0; i < m * m; i++) node.A[i] = -node.A[i];
      return node;
    }
    const [left, right] = halves(heap, h, node);
    const both = fresh();
    composeIncrements(1, withArea(2 * heap, h / 2, left), 1, withArea(2 * heap + 1, h / 2, right), both);
    node.A.set(both.A);
    return node;
  }

  /** Nodes that make up cells first … end − 1 of a node of so many cells, in order, with their numbers of cells. */
  function pieces(
    heap: number,
    cells: number,
    node: Increment,
    first: number,
    end: number,
  ): [number, Increment][] {
    const h = cells / 2 ** depth;
    if (first >= end) return [];
    if (first === 0 && end === cells) return [[cells, withArea(heap, h, node)]];
    const half = cells / 2;
    const [left, right] = halves(heap, h, node);
    return [
      ...pieces(2 * heap, half, left, first, Math.min(end, half)),
      ...pieces(2 * heap + 1, half, right, Math.max(first, half) - half, end - half),
    ];
  }

  /** As trees do: what lies left of the middle of the node where the two ends part, backwards, then the rest forwards. */
  function compose(list: [number, Increment][], leftOfMiddle: number, out: Increment): void {
    const order = [...list.slice(0, leftOfMiddle).reverse(), ...list.slice(leftOfMiddle)];
    let [cells, sum] = order[0];
    order.slice(1).forEach(([more, piece], i) => {
      const both = fresh();
      if (i + 1 < leftOfMiddle) composeIncrements(more, piece, cells, sum, both);
      else composeIncrements(cells, sum, more, piece, both);
      cells += more;
      sum = both;
    });
    out.dW.set(sum.dW);
    if (out.H.length > 0) out.H.set(sum.H);
    if (out.A.length > 0) out.A.set(sum.A);
  }

  return {
    increment(s, u, out) {
      const first = Math.round(s * 2 ** depth);
      const end = Math.round(u * 2 ** depth);
      const list = pieces(1, 2 ** depth, root, first, end);
      if (list.length === 1) return compose(list, 0, out);
      // The middle: the multiple of the highest power of two between the ends.
      let grain = 2 ** depth;
      while (Math.ceil((first + 1) / grain) * grain >= end) grain /= 2;
      const middle = Math.ceil((first + 1) / grain) * grain;
      let at = first;
      const before = list.findIndex(([cells]) => {
        const isAfter = at >= middle;
        at += cells;
        return isAfter;
      });
      compose(list, before, out);
    },
  };
}
