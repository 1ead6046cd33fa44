import type { NameMap } from "../types.ts";
import { databricksWriter } from "../writer/databricksWriter.ts";
import { Layout } from "./layout.ts";
import type {
  Parameter,
  Procedure,
  PythonFunction,
  Routine,
  ScalarFunction,
  TableFunction,
} from "./model.ts";
import { ScriptWriter } from "./writeScript.ts";

const { name, text } = databricksWriter;

/**
 * A routine as Databricks SQL: CREATE PROCEDURE with a script for its body (Databricks SQL reference, "CREATE PROCEDURE",
 * "BEGIN END compound statement"), CREATE FUNCTION with RETURN for functions, whose bodies are one expression or query.
 * `written` are the schemas that the source names it with: it keeps them where the job has no schema to go to.
 */
export function writeRoutine(
  routine: Routine,
  names: NameMap,
  written: readonly string[] = [],
): string {
  const layout = new Layout();
  const full =
    names.schema === ""
      ? [...written, routine.name].map(name).join(".")
      : databricksWriter.fullName(names, routine.name);
  switch (routine.is) {
    case "procedure":
      writeProcedure(layout, routine, full);
      break;
    case "function":
      writeFunction(layout, routine, full);
      break;
    case "tableFunction":
      writeTableFunction(layout, routine, full);
      break;
    case "python":
      writePython(layout, routine, full);
      break;
  }
  return layout.toString();
}

/**
 * What a session runs before it calls a procedure that names its variables (Databricks SQL reference, "DECLARE VARIABLE").
 * Run again it sets them back to what they begin with.
 */
export function sessionDeclarations(routine: Routine): string[] {
  if (routine.is !== "procedure") return [];
  return (routine.session ?? []).map(({ name: variable, type, initial }) => {
    const start = initial === undefined ? "" : ` DEFAULT ${initial}`;
    return `DECLARE OR REPLACE VARIABLE ${name(variable)} ${type ?? "STRING"}${start}`;
  });
}

function writeProcedure(layout: Layout, procedure: Procedure, full: string): void {
  layout.line(`CREATE OR REPLACE PROCEDURE ${full}(${parameters(procedure.parameters, true)})`);
  layout.line("LANGUAGE SQL");
  layout.line(`SQL SECURITY ${procedure.definer === true ? "DEFINER" : "INVOKER"}`);
  writeComment(layout, procedure.comment);
  layout.line("AS");
  new ScriptWriter(layout).body(procedure.body);
}

function writeFunction(layout: Layout, routine: ScalarFunction, full: string): void {
  layout.line(`CREATE OR REPLACE FUNCTION ${full}(${parameters(routine.parameters, false)})`);
  if (routine.returns !== undefined) layout.line(`RETURNS ${routine.returns}`);
  layout.line("LANGUAGE SQL");
  if (routine.deterministic === true) layout.line("DETERMINISTIC");
  writeComment(layout, routine.comment);
  layout.line(`RETURN ${routine.expression}`);
}

function writeTableFunction(layout: Layout, routine: TableFunction, full: string): void {
  layout.line(`CREATE OR REPLACE FUNCTION ${full}(${parameters(routine.parameters, false)})`);
  const columns = routine.columns?.map((column) => `${name(column.name)} ${column.type}`);
  layout.line(columns ? `RETURNS TABLE (${columns.join(", ")})` : "RETURNS TABLE");
  layout.line("LANGUAGE SQL");
  writeComment(layout, routine.comment);
  layout.line(`RETURN ${routine.query}`);
}

/** Packages come through ENVIRONMENT (CREATE FUNCTION, "environment"). */
function writePython(layout: Layout, routine: PythonFunction, full: string): void {
  layout.line(`CREATE OR REPLACE FUNCTION ${full}(${parameters(routine.parameters, false)})`);
  layout.line(`RETURNS ${routine.returns}`);
  layout.line("LANGUAGE PYTHON");
  if (routine.packages.length > 0) {
    const packages = text(JSON.stringify(routine.packages));
    layout.line(`ENVIRONMENT (dependencies = ${packages}, environment_version = 'None')`);
  }
  writeComment(layout, routine.comment);
  layout.line(`AS $$\n${routine.code}\n$$`);
}

function writeComment(layout: Layout, comment: string | undefined): void {
  if (comment !== undefined) layout.line(`COMMENT ${text(comment)}`);
}

/** OUT takes no default (CREATE PROCEDURE, "procedure_parameter"). */
function parameters(list: readonly Parameter[], modes: boolean): string {
  return list
    .map((parameter) => {
      const mode = modes ? `${parameter.mode} ` : "";
      const initial =
        parameter.initial === undefined || parameter.mode === "OUT"
          ? ""
          : ` DEFAULT ${parameter.initial}`;
      return `${mode}${name(parameter.name)} ${parameter.type}${initial}`;
    })
    .join(", ");
}
