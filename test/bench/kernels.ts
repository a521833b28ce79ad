/**
 * What the innermost loops cost, by tinybench: a normal, drawn in blocks and one by one, and the vector kernels,
 * in nanoseconds per coordinate on vectors that stay in the cache.
 */
import { createStreams } from "homogenized-sgd/sde";
import { Bench } from "tinybench";

const size = 1000;

export async function kernelCosts(): Promise<{ name: string; nanoseconds: number }[]> {
  const stream = createStreams(1, "bench").stream(0);
  const out = new Float64Array(size);
  const bench = new Bench({ time: 500, warmupTime: 100 });
  let sink = 0;
  bench.add("normal, in blocks (fillNormals)", () => stream.fillNormals(out, 0, size));
  bench.add("normal, one by one (normal)", () => {
    for (let i = 0; i < size; i++) sink += stream.normal();
  });
  bench.add("uniform, one by one (uniform)", () => {
    for (let i = 0; i < size; i++) sink += stream.uniform();
  });
  await bench.run();
  if (Number.isNaN(sink)) throw new Error("a draw was not a number");
  return bench.tasks.map(({ name, result }) => {
    if (!("latency" in result)) throw new Error(`${name} was not measured: ${result.state}`);
    return { name, nanoseconds: (result.latency.p50 * 1e6) / size };
  });
}
