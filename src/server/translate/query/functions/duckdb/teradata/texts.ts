import { primary } from "../../../expr.ts";
import { noteTexts, placeOf } from "../../../texts/texts.ts";
import { arity, type FunctionRule, type RuleTable } from "../../dsl.ts";
import { positionFrom } from "../places.ts";
import { soundex } from "../soundex.ts";
import { text } from "../text.ts";

/** LOCATE(part, s [, from]). */
const locate: FunctionRule = (call) => {
  arity(call, 2, 3);
  const [part, subject] = [call.arg(0), call.arg(1)];
  noteTexts(call.tx, call.offset, { ...subject, type: "string" }, part);
  if (call.count === 2) return primary(placeOf(call.tx, text(subject), text(part), part), "int");
  return primary(positionFrom(text(subject), text(part), call.arg(2).sql), "int");
};

/**
 * NVP(s, name [, pair delimiters [, value delimiters [, occurrence]]]): the value that stands behind a name. The delimiters
 * are '&' and '=' unless others are given.
 */
const valueOfName: FunctionRule = (call) => {
  arity(call, 2, 5);
  const [subject, name] = [text(call.arg(0)), text(call.arg(1))];
  const delimiter = (index: number, otherwise: string) => {
    const given = call.count > index ? call.arg(index).literal : otherwise;
    if (given === undefined || given.length !== 1)
      throw call.stop("delimiters of several characters");
    return call.tx.out.text(given);
  };
  const [pairs, values] = [delimiter(2, "&"), delimiter(3, "=")];
  const occurrence = call.count > 4 ? call.arg(4).number : "1";
  if (occurrence === undefined || Number(occurrence) < 1) throw call.stop("a computed occurrence");
  const found = `list_filter(string_split(${subject}, ${pairs}), lambda p: starts_with(p, ${name} || ${values}))[${occurrence}]`;
  return primary(`substring(${found}, length(${name}) + 2)`, "string");
};

/** VARGRAPHIC(s): the text. */
const plainText: FunctionRule = (call) => {
  arity(call, 1);
  const what = "VARGRAPHIC makes other characters of a text; texts are Unicode here";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  return primary(text(call.arg(0)), "string");
};

const soundexOf: FunctionRule = (call) => {
  const what = "SOUNDEX begins with a capital here, with the letter as it stands in the source";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  return soundex(call);
};

/** Teradata: string functions that are met less often. */
export const TERADATA_TEXTS: RuleTable = {
  LOCATE: locate,
  NVP: valueOfName,
  SOUNDEX: soundexOf,
  VARGRAPHIC: plainText,
};
