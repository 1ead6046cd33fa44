import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { tokenize } from "../../../src/server/sql/lexer.ts";

function kinds(text: string, dialect: SourceType): string {
  return tokenize(text, dialect)
    .map((token) => `${token.kind[0]}:${token.text}`)
    .join(" ");
}

describe("Lexer", () => {
  for (const [dialect, text, expected] of [
    ["postgres", "a.B<=1.5e3 -- c\n", "w:a s:. w:B s:<= n:1.5e3"],
    ["postgres", "/* a /* b */ c */ d", "w:d"],
    ["oracle", "/* a /* b */ c", "w:c"],
    ["postgres", "E'it\\'s' 'a''b' $t$ ; $t$ $1", "s:E'it\\'s' s:'a''b' s:$t$ ; $t$ w:$1"],
    ["tsql", '[a]]b] N\'x\' "q""r" @v #t', 'q:[a]]b] s:N\'x\' q:"q""r" w:@v w:#t'],
    ["oracle", "q'[it's]' 1..10 :x b(+)", "s:q'[it's]' n:1 s:.. n:10 s:: w:x w:b s:(+)"],
    ["mysql", '`a``b` "s\\"" # c\n--x', 'q:`a``b` s:"s\\"" s:- s:- w:x'],
    ["mysql", "/*!40101 SET */ /*M!100100 x */ /* y */", "w:SET w:x"],
    ["mysql", "/*M!999999\\- sandbox */ a", "w:a"],
    ["snowflake", "a // c\n$$ ; $$ 'a\\'b'", "w:a s:$$ ; $$ s:'a\\'b'"],
    ["bigquery", 'r\'\\d\' """a"b""" b\'x\'', 's:r\'\\d\' s:"""a"b""" s:b\'x\''],
    ["teradata", "_LATIN'x' 'y''z'", "s:_LATIN'x' s:'y''z'"],
    ["redshift", "größe = 'ü'", "w:größe s:= s:'ü'"],
    ["postgres", "a 'open", "w:a u:'open"],
    ["postgres", "a /* open", "w:a u:/* open"],
  ] as const) {
    it(`${dialect}: ${JSON.stringify(text)}`, () => assert.equal(kinds(text, dialect), expected));
  }

  it("gives offsets, folded words, bare names and what is spaced", () => {
    const [word, dot, quoted, sign] = tokenize('ab."C""d" ;', "postgres");
    assert.deepEqual([word?.value, word?.start, word?.end, word?.spaced], ["AB", 0, 2, false]);
    assert.deepEqual([dot?.spaced, quoted?.value, quoted?.spaced], [false, 'C"d', false]);
    assert.equal(sign?.spaced, true);
  });
});
