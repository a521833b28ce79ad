import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// Long tests carry the suffix .long.test.ts and run behind `npm run test:long`.
export default defineConfig(({ mode }) => {
  const long = mode === "long";
  // A program that counts (.ci/run) names a file for the results beside what is printed.
  const results = process.env.HSGD_TEST_RESULTS;
  return {
    test: {
      include: long ? ["test/**/*.long.test.ts"] : ["test/**/*.test.ts"],
      exclude: long ? [] : ["test/**/*.long.test.ts"],
      // Both of two cores: by default one is left idle.
      maxWorkers: Math.max(2, availableParallelism() - 1),
      testTimeout: long ? 600_000 : 60_000,
      reporters: results ? ["default", ["json", { outputFile: results }]] : ["default"],
    },
  };
});
