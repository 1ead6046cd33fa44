import type { Block, Routine } from "./model.ts";

/** Variables that readers made up. */
const HELPER = /^dwm_/;

/** A routine without the variables of our own making that nothing names after all. */
export function pruned(routine: Routine): Routine {
  if (routine.is !== "procedure") return routine;
  const text = JSON.stringify(routine.body);
  if (!text.includes('"dwm_')) return routine;
  const unused = (name: string) =>
    HELPER.test(name) && text.match(new RegExp(`\\b${name}\\b`, "g"))?.length === 1;
  return { ...routine, body: without(routine.body, unused) };
}

function without(block: Block, unused: (name: string) => boolean): Block {
  const declarations = block.declarations.filter(
    ({ is, name }) => is !== "variable" || !unused(name),
  );
  return { ...block, declarations };
}
