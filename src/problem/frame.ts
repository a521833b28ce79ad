import type { Stream } from "../../sde/index.js";
import { axpy, dot, scale } from "../../sde/kernels/index.js";

/**
 * A uniformly drawn frame of orthonormal columns: independent normals made orthonormal one column after the other
 * (Gram–Schmidt, each projection done twice, which leaves QᵀQ − 1 at the size of rounding).
 *
 * @param size length of a column
 * @param count number of columns, at most `size`
 * @returns size×count, column k starting at k·size
 */
export function orthonormalFrame(size: number, count: number, stream: Stream): Float64Array {
  const frame = new Float64Array(size * count);
  stream.fillNormals(frame, 0, size * count);
  for (let k = 0; k < count; k++) {
    const column = k * size;
    for (let pass = 0; pass < 2; pass++) {
      scale(size, 1 / Math.sqrt(dot(size, frame, column, frame, column)), frame, column);
      for (let j = 0; j < k; j++) {
        axpy(size, -dot(size, frame, column, frame, j * size), frame, j * size, frame, column);
      }
    }
    scale(size, 1 / Math.sqrt(dot(size, frame, column, frame, column)), frame, column);
  }
  return frame;
}
