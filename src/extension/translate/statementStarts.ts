/** Where a statement that defines something begins in a script. */
export interface StatementStart {
  /** Counted from 0. */
  line: number;
}

const START =
  /^\s*(?:CREATE|REPLACE\s+(?:VIEW|PROCEDURE|FUNCTION|MACRO)|ALTER\s+(?:VIEW|PROCEDURE|FUNCTION)|MERGE\s+INTO|INSERT\s+(?:INTO|OVERWRITE|ALL)|WITH\s+\w+|SELECT|SEL)\b/i;
/** A file of many thousand statements needs no lens over each. */
const MOST = 500;

/**
 * Lines that statements begin at. Only a guess by their first words, without reading SQL: comments, texts and bodies in
 * $$ or BEGIN … END are stepped over as far as that goes by lines. What is translated is read by the engine.
 */
export function statementStarts(text: string): StatementStart[] {
  const starts: StatementStart[] = [];
  let comment = false;
  let dollars = false;
  /** The statement before ended, or there was none. */
  let open = false;
  for (const [line, given] of text.split("\n").entries()) {
    const { code, inside } = withoutComments(given, comment);
    comment = inside;
    const wasInside = dollars;
    if ((code.match(/\$\$/g)?.length ?? 0) % 2 === 1) dollars = !dollars;
    if (wasInside && dollars) continue;
    if (!open && !wasInside && START.test(code)) {
      starts.push({ line });
      if (starts.length === MOST) return starts;
    }
    if (code.trim() === "") continue;
    open = !(/;\s*$/.test(code) || /^\s*(?:GO|\/)\s*$/i.test(code)) || dollars;
  }
  return starts;
}

function withoutComments(line: string, inside: boolean): { code: string; inside: boolean } {
  let rest = line;
  let code = "";
  let within = inside;
  for (;;) {
    if (within) {
      const end = rest.indexOf("*/");
      if (end < 0) return { code, inside: true };
      rest = rest.slice(end + 2);
      within = false;
    }
    const block = rest.indexOf("/*");
    const dashes = rest.indexOf("--");
    if (dashes >= 0 && (block < 0 || dashes < block))
      return { code: code + rest.slice(0, dashes), inside: false };
    if (block < 0) return { code: code + rest, inside: false };
    code += rest.slice(0, block);
    rest = rest.slice(block + 2);
    within = true;
  }
}
