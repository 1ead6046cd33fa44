import type { Assessment } from "../../../protocol/assessment.ts";

/** Entries of a list that are written at once: others get their turn between the pieces. */
const PIECE = 1_000;

/** The assessment as JSON, its long lists piece by piece. */
export function* assessmentJson(assessment: Assessment): Generator<string> {
  const { left_out, objects, ...head } = assessment;
  yield JSON.stringify(head).slice(0, -1);
  yield* list("left_out", left_out);
  yield* list("objects", objects);
  yield "}\n";
}

function* list(name: string, entries: readonly unknown[]): Generator<string> {
  yield `,\n"${name}":[`;
  for (let at = 0; at < entries.length; at += PIECE) {
    const texts = entries.slice(at, at + PIECE).map((entry) => JSON.stringify(entry));
    yield `${at === 0 ? "\n" : ",\n"}${texts.join(",\n")}`;
  }
  yield "]";
}
