import { type EnsembleMethod, ensembleMethods, type Method } from "../dynamics/index.js";

/** Whether a method has runs (the others give one curve). */
export const isEnsemble = (method: Method): method is EnsembleMethod =>
  (ensembleMethods as readonly Method[]).includes(method);
