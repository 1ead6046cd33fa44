/** The elements of PostgreSQL's text of an array: a text, NULL, or the elements of an array inside. */
export type ArrayElement = string | null | readonly ArrayElement[];

/**
 * Reads `{a,"b c",NULL,{1,2}}`; undefined: it is no such text. Source: PostgreSQL manual, "Array Input and Output Syntax".
 */
export function readArrayText(text: string): readonly ArrayElement[] | undefined {
  const trimmed = text.trim();
  const end = { at: 0 };
  const elements = readElements(trimmed, end);
  return end.at === trimmed.length ? elements : undefined;
}

function readElements(text: string, end: { at: number }): readonly ArrayElement[] | undefined {
  if (text[end.at] !== "{") return undefined;
  end.at++;
  const elements: ArrayElement[] = [];
  if (/\s*\}/y.test(text.slice(end.at))) {
    end.at = text.indexOf("}", end.at) + 1;
    return elements;
  }
  for (;;) {
    const element = readElement(text, end);
    if (element === undefined) return undefined;
    elements.push(element);
    const separator = /\s*([,}])/y;
    separator.lastIndex = end.at;
    const found = separator.exec(text)?.[1];
    if (found === undefined) return undefined;
    end.at = separator.lastIndex;
    if (found === "}") return elements;
  }
}

function readElement(text: string, end: { at: number }): ArrayElement | undefined {
  const blanks = /\s*/y;
  blanks.lastIndex = end.at;
  blanks.test(text);
  end.at = blanks.lastIndex;
  if (text[end.at] === "{") return readElements(text, end);
  const quoted = /"((?:[^"\\]|\\.)*)"/sy;
  quoted.lastIndex = end.at;
  const inside = quoted.exec(text)?.[1];
  if (inside !== undefined) {
    end.at = quoted.lastIndex;
    return inside.replace(/\\(.)/gs, "$1");
  }
  const plain = /(?:[^,{}"\\]|\\.)+/sy;
  plain.lastIndex = end.at;
  const word = plain.exec(text)?.[0];
  if (word === undefined) return undefined;
  end.at = plain.lastIndex;
  const value = word.trim();
  return /^null$/i.test(value) ? null : value.replace(/\\(.)/gs, "$1");
}
