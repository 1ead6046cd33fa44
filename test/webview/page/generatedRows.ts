import type { LogRow, ObjectDetail, ObjectRow } from "../../../src/extension/panel/messages.ts";

const schemas = ["sales", "hr", "fin", "dim", "stage", "ops"];
const nouns = [
  "customer",
  "order_line",
  "ledger",
  "account",
  "date",
  "store",
  "product",
  "payroll",
];
const types = ["TABLE", "TABLE", "TABLE", "VIEW", "PROCEDURE"] as const;

/** The same row for the same index, with a plausible share of failures. */
export function generatedRow(index: number): ObjectRow {
  const type = types[index % types.length] ?? "TABLE";
  const schema = schemas[(index * 7) % schemas.length];
  const noun = nouns[(index * 3) % nouns.length];
  const name = `${schema}.${type === "VIEW" ? "v_" : ""}${noun}_${index}`;
  const row: ObjectRow = {
    id: index,
    name,
    type,
    status: "success",
    message: "",
    code: null,
    review: false,
    timeMs: 80 + ((index * 137) % 4_000),
    rowsLoaded: type === "TABLE" ? (index * 7_919) % 2_000_000 : null,
    attempt: index % 97 === 11 ? 2 : 1,
  };
  if (index % 53 === 5) {
    const message = "CONNECT BY with NOCYCLE has no counterpart.";
    return { ...row, status: "error", code: "DWM-QRY-014", message, rowsLoaded: null };
  }
  if (index % 71 === 9) {
    const message = "Needs hr.v_org_tree, which failed.";
    return { ...row, status: "skipped", message, timeMs: null, rowsLoaded: null };
  }
  if (index % 37 === 2) {
    return { ...row, review: true, code: "DWM-QRY-031", message: "Date mask changed to %Y-%m-%d." };
  }
  return row;
}

/** What is told of a row beside it. */
export function generatedDetail(row: ObjectRow, index: number): ObjectDetail {
  const folder = { TABLE: "tables", VIEW: "views", PROCEDURE: "procedures" }[row.type];
  const noun = nouns[(index * 3) % nouns.length];
  const failed = row.status === "error";
  return {
    id: row.id,
    message: row.message,
    hint: failed ? "Rewrite as a recursive CTE with a visited list, then retry the group." : null,
    location: `${folder}/${noun}.sql:${1 + (index % 90)}:1`,
    sameCode: failed ? 4 : 0,
    hasDocuments: true,
    canRetry: row.status !== "success",
  };
}

/** Log lines, one a second. */
export function generatedLine(index: number, start: number): LogRow {
  const level = index % 40 === 11 ? "error" : index % 17 === 3 ? "warning" : "info";
  const words = { info: "Created", warning: "To review:", error: "Failed:" }[level];
  const { name } = generatedRow(index);
  const at = words.length + 1;
  const time = start + index * 1000;
  return {
    id: index,
    time,
    level,
    message: `${words} ${name}`,
    object: [index, at, at + name.length],
  };
}
