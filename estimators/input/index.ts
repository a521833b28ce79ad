export { keysOf, requireKeys, unknownKey } from "./keys.js";
export { nearest } from "./nearest.js";
export { requireFlag, requireFunction, requireList, requireText } from "./require.js";
export { isList, show } from "./show.js";
