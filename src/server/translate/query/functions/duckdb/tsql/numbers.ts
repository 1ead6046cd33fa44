import { primary } from "../../../expr.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { piecesOf, withZeros } from "../numberTexts.ts";
import { text } from "../text.ts";

/**
 * A number in .NET's formats N, F and D, or in zeros and #: `#,##0.00`, `0000`. Texts are those of the culture en-US.
 * Undefined for any other format.
 */
export function dotnetNumber(value: string, format: string): string | undefined {
  const standard = /^([NFD])(\d{0,2})$/i.exec(format);
  const custom = /^(#,##)?(#*0*|#*)(?:\.(0+))?$/.exec(format);
  if (!standard && (!custom || format === "" || format === "#")) return undefined;
  const letter = standard?.[1]?.toUpperCase();
  const places =
    letter === "D" ? 0 : standard ? Number(standard[2] || "2") : (custom?.[3]?.length ?? 0);
  const least =
    letter === "D"
      ? Number(standard?.[2] || "1")
      : standard
        ? 1
        : (custom?.[2]?.replace(/#/g, "").length ?? 0);
  const grouped = letter === "N" || custom?.[1] !== undefined;
  // `#` alone shows nothing for zero, and zeros before thousands are not grouped here.
  if (least === 0 || (grouped && least > 1)) return undefined;
  const pieces = piecesOf(value, places);
  const plain = least > 1 ? withZeros(pieces.whole, least) : pieces.whole;
  return `(${pieces.sign} || ${grouped ? pieces.grouped : plain}${pieces.fraction})`;
}

/** HASHBYTES('MD5' | 'SHA1' | 'SHA2_256', x): of a text the bytes of VARCHAR; those of NVARCHAR are others. */
export const hashBytes: FunctionRule = (call) => {
  arity(call, 2);
  const names: Readonly<Record<string, string>> = {
    MD5: "md5",
    SHA: "sha1",
    SHA1: "sha1",
    SHA2_256: "sha256",
  };
  const name = names[call.word(0) ?? ""];
  if (name === undefined) throw call.stop("this algorithm");
  const value = call.arg(1);
  if (value.type !== "binary") {
    const what =
      "HASHBYTES takes a text's bytes in UTF-8 here; an NVARCHAR's are in UTF-16 in SQL Server";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
  }
  return primary(
    `unhex(${name}(${value.type === "binary" ? value.sql : text(value, call.tx)}))`,
    "binary",
  );
};

/** PARSENAME('a.b.c', n): the n-th part from the right. */
export const parseName: FunctionRule = (call) => {
  arity(call, 2);
  const place = call.arg(1).number;
  if (place === undefined || !/^[1-4]$/.test(place)) throw call.stop("a computed part");
  const parts = `string_split(${text(call.arg(0))}, '.')`;
  const part = `${parts}[-${place}]`;
  return primary(`CASE WHEN len(${parts}) <= 4 THEN nullif(${part}, '') END`, "string");
};

export const cotangent: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`cot(${call.arg(0).sql})`, "float");
};

/** FORMAT with a culture: English ones write as we do. */
export const isEnglish = (culture: string | undefined) =>
  culture !== undefined && /^en(-us)?$/i.test(culture);
