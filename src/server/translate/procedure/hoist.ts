import { withLists } from "./lists.ts";
import type { Block, Declaration, Statement, Variable } from "./model.ts";

/**
 * A block as Databricks takes it: variables and conditions first, then cursors (compound statement, "Syntax"). A value
 * that stands in the midst of the statements, or that reads other variables, is set where the declaration stood.
 */
export interface HoistedBlock {
  variables: Declaration[];
  cursors: Declaration[];
  body: Statement[];
}

export function hoist(block: Block): HoistedBlock {
  const declarations: Declaration[] = [...block.declarations];
  const body: Statement[] = [];
  let leading = true;
  for (const statement of block.body) {
    if (statement.is === "declare" && leading) declarations.push(statement.declaration);
    else {
      if (statement.is !== "comment") leading = false;
      body.push(...take(statement, declarations));
    }
  }
  const assignments: Statement[] = [];
  const seen = new Set<string>();
  const variables: Declaration[] = [];
  const cursors: Declaration[] = [];
  for (const declaration of declarations) {
    if (declaration.is === "cursor") {
      cursors.push(declaration);
      continue;
    }
    const key = declaration.name.toLowerCase();
    const again = seen.has(key);
    seen.add(key);
    if (declaration.is === "condition") {
      if (!again) variables.push(declaration);
      continue;
    }
    const constant = declaration.initial === undefined || isConstant(declaration.initial);
    if (!again && (constant || declaration.type === undefined)) variables.push(declaration);
    else {
      if (!again) variables.push(bare(declaration));
      if (declaration.initial !== undefined)
        assignments.push({ is: "set", targets: [declaration.name], value: declaration.initial });
    }
  }
  return { variables, cursors, body: [...assignments, ...body] };
}

function bare(variable: Variable): Variable {
  return {
    is: "variable",
    name: variable.name,
    ...(variable.type === undefined ? {} : { type: variable.type }),
  };
}

/** Literals and calls without arguments: what may stand behind DEFAULT whatever the rules for variables there are. */
export function isConstant(expression: string): boolean {
  const bareText = expression.replace(/'(?:[^'\\]|\\.|'')*'/g, "''");
  return !/[A-Za-z_`]/.test(
    bareText.replace(
      /\b(?:NULL|TRUE|FALSE|DATE|TIMESTAMP|TIMESTAMP_NTZ|CAST|AS|STRING|INT|BIGINT|DECIMAL|DOUBLE|current_timestamp|current_date|current_user|uuid|X)\b/gi,
      "",
    ),
  );
}

/** The statement with the declarations of its lists (not of blocks inside of it, which are scopes) moved out. */
function take(statement: Statement, declarations: Declaration[]): Statement[] {
  switch (statement.is) {
    case "declare": {
      const { declaration } = statement;
      if (declaration.is !== "variable" || declaration.initial === undefined) {
        declarations.push(declaration);
        return [];
      }
      declarations.push(declaration.type === undefined ? declaration : bare(declaration));
      return declaration.type === undefined && isConstant(declaration.initial)
        ? []
        : [{ is: "set", targets: [declaration.name], value: declaration.initial }];
    }
    case "block":
      return [statement];
    default:
      return [withLists(statement, (list) => list.flatMap((each) => take(each, declarations)))];
  }
}
