import type { FunctionRule } from "./dsl.ts";

/** lower(text) and upper(text), as `ofText` writes them; of a range they are its bounds. */
export function ofNoRange(ofText: FunctionRule): FunctionRule {
  return (call) => {
    if (call.arg(0).held === "range")
      throw call.stop("a bound of a range, which is held as a text");
    return ofText(call);
  };
}

/** nextval('s') and its like: no target has sequences beyond a column's own. */
export const noSequence: FunctionRule = ({ tx, name, offset }) => {
  throw tx.stop("DWM-PRC-061", { construct: name }, offset);
};
