import { isSymbol, type Token } from "../../../sql/token.ts";

/** What CATCH asks about the error; read as variables, so that a handler can fill them. */
const ABOUT_ERRORS: ReadonlySet<string> = new Set([
  "ERROR_MESSAGE",
  "ERROR_NUMBER",
  "ERROR_SEVERITY",
  "ERROR_STATE",
  "ERROR_LINE",
  "ERROR_PROCEDURE",
  "XACT_STATE",
  "SCOPE_IDENTITY",
]);

/** The tokens with calls of the session's functions made variables: ERROR_MESSAGE() becomes @@ERROR_MESSAGE; OBJECT_NAME(@@PROCID) is the routine's name. */
export function withSessionVariables(tokens: readonly Token[], routine: string): Token[] {
  const result: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) break;
    const close = tokens[index + 2];
    const end = tokens[index + 3];
    if (token.value === "OBJECT_NAME" && close?.value === "@@PROCID" && end) {
      const text = `'${routine.replaceAll("'", "''")}'`;
      result.push({ ...token, kind: "string", end: end.end, text, value: text });
      index += 3;
      continue;
    }
    const called =
      token.kind === "word" &&
      ABOUT_ERRORS.has(token.value) &&
      isSymbol(tokens[index + 1], "(") &&
      close !== undefined &&
      isSymbol(close, ")");
    if (!called) {
      result.push(token);
      continue;
    }
    const text = `@@${token.value}`;
    result.push({ ...token, end: close.end, text, value: text });
    index += 2;
  }
  return result;
}
