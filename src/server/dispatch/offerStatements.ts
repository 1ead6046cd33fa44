import type { Inventory, LeftOut } from "../inventory/types.ts";
import { translateLoose } from "../translate/dml/translateLoose.ts";
import { namedSource, nameMapFor, targetNames } from "../translate/naming.ts";
import type { TranslateContext } from "../translate/types.ts";
import { asView } from "./scriptStatements.ts";

/**
 * The statements that are left out, with the Databricks SQL that could take their place where there is any: a grant, a view
 * for a synonym. Nobody runs it: it is for a person to look at.
 */
export function offerStatements(
  { leftOut, objects, sourceType, userTypes }: Inventory,
  place: { catalog: string; schema: string },
): LeftOut[] {
  const targets = targetNames(objects);
  const named = objects.map((object) => ({
    source: namedSource(object),
    targetName: targets.get(object.key) ?? object.baseName,
  }));
  const nobody = asView({ file: "", line: 1, column: 1, text: "" });
  const names = nameMapFor({ source: nobody, targetName: nobody.baseName }, named, place);
  const context: TranslateContext = {
    sourceType,
    target: "databricks",
    names,
    root: "",
    known: {},
    userTypes,
  };
  return leftOut.map(({ text, ...one }) => {
    const databricks = text === undefined ? undefined : offer({ ...one, text }, context);
    return databricks === undefined ? one : { ...one, databricks };
  });
}

function offer(one: LeftOut & { text: string }, context: TranslateContext): string | undefined {
  try {
    const { statements } = translateLoose({ ...one, guarded: false, migration: one }, context);
    return statements?.length ? statements.map((sql) => `${sql};`).join("\n") : undefined;
  } catch {
    // A defect of a translator: the statement is told as left out, as without it.
    return undefined;
  }
}
