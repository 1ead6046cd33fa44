/** What the model said: SQL, or that there is no translation. */
export type ModelAnswer = { sql: string } | { refusal: string };

/** Takes the SQL out of an answer: the one fenced block, or the whole text when it has none. */
export function readAnswer(text: string): ModelAnswer | { complaint: string } {
  const cannot = /^\s*CANNOT:\s*(.*)/s.exec(text);
  if (cannot) return { refusal: cannot[1]?.replace(/\s+/g, " ").trim().slice(0, 500) ?? "" };
  const blocks = [...text.matchAll(/```[A-Za-z]*[ \t]*\r?\n([\s\S]*?)```/g)].map(
    ([, body = ""]) => body,
  );
  if (blocks.length > 1) return { complaint: "it holds more than one block of SQL" };
  const [block] = blocks;
  if (block === undefined && text.includes("```"))
    return { complaint: "its block of SQL is not closed" };
  const sql = (block ?? text).trim().replace(/;\s*$/, "").trim();
  if (sql === "") return { complaint: "it holds no SQL" };
  return { sql };
}
