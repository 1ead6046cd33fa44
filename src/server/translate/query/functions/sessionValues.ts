import { type FunctionRule, refused } from "./dsl.ts";

const session = refused("the value depends on the source's session");

/** Rules that refuse what only the source's session knows. */
export function sessionValues(names: string): Record<string, FunctionRule> {
  return Object.fromEntries(names.split(" ").map((name) => [name, session]));
}
