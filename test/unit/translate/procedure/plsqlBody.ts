import { dedent, told, translateOne } from "./script.ts";

export const EMPLOYEES =
  "CREATE TABLE employees (id NUMBER(10), name VARCHAR2(50), salary NUMBER(12,2), dept_id NUMBER(10), hired DATE);\n";

/** Statements of a procedure p with a variable n NUMBER(10) and one s VARCHAR2(20). */
export function body(statements: string, declarations = ""): string {
  return `${EMPLOYEES}CREATE PROCEDURE p(a IN NUMBER, b OUT NUMBER) IS\n  n NUMBER(10);\n  s VARCHAR2(20);\n${declarations}BEGIN\n${statements}\nEND p;\n/\n`;
}

/** The lines between the declarations of n and s and the last END. */
export async function translated(
  statements: string,
  declarations = "",
): Promise<[string, string[]]> {
  const made = await translateOne("oracle", body(statements, declarations));
  const lines = made.sql.split("\n");
  const from = lines.indexOf("BEGIN") + 1;
  const inner = lines.slice(from, -1).filter((line) => !/^ {2}DECLARE (n|s) /.test(line));
  const issues = made.issues.filter(({ severity }) => severity !== "info");
  return [dedent(inner.join("\n")), told(issues)];
}
