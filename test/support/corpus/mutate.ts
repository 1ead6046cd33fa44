import type { Random } from "./random.ts";

/** What is put between words: the ends of everything that can be open, the client tools' words, and what is no SQL at all. */
const PIECES: readonly string[] = [
  ..."( ) [ ] { } < > , ; . .. : :: := = => == <> != + - * ** / // % ^ | || & && ~ ! ? @ @@ # $ \\".split(
    " ",
  ),
  ..."' '' \" ` $$ $x$ q'[ N' E' r' x' /* */ -- # /*! */ 0x 1e 1. .5 1..2 99999999999999999999999999".split(
    " ",
  ),
  ..."SELECT FROM WHERE AS ON NOT NULL CASE WHEN END OVER WITH UNION CONNECT BY PIVOT FOR XML INTERVAL DATE CAST".split(
    " ",
  ),
  ..."CREATE TABLE VIEW PROCEDURE BEGIN DECLARE IF LOOP THEN ELSE VALUES INSERT UPDATE MERGE QUALIFY LATERAL UNNEST".split(
    " ",
  ),
  "\nGO\n",
  "\n/\n",
  "\nDELIMITER $$\n",
  "\n.LOGON x/y\n",
  "\nSET DEFINE OFF\n",
  "COPY a FROM stdin;\n",
  "\u0000",
  "\ufeff",
  "\u00a0",
  "\u2028",
  "\ud800",
  "é",
  "𝒳",
  "表",
  "\r",
  "\r\n",
];

const DEEP: readonly ((text: string, depth: number) => string)[] = [
  (text, depth) => `${"(".repeat(depth)}${text}${")".repeat(depth)}`,
  (text, depth) => `${"(".repeat(depth)}${text}`,
  (text, depth) => `${"CASE WHEN 1 = 1 THEN ".repeat(depth)}${text}${" END".repeat(depth)}`,
  (text, depth) => `${"CAST(".repeat(depth)}${text}${" AS INT)".repeat(depth)}`,
  (text, depth) => `${text}${" + 1".repeat(depth)}`,
  (text, depth) => `${text}${" UNION ALL SELECT 1".repeat(depth)}`,
  (text, depth) => `${"NOT ".repeat(depth)}${text}`,
  (text, depth) => `${"(SELECT ".repeat(depth)}${text}${")".repeat(depth)}`,
  (text, depth) => `${"f(".repeat(depth)}${text}${")".repeat(depth)}`,
  (text, depth) => `${"BEGIN ".repeat(depth)}${text}${"; END".repeat(depth)}`,
  (text, depth) => `${"IF 1 = 1 THEN ".repeat(depth)}${text}${"; END IF".repeat(depth)}`,
  (text, depth) => `${"ARRAY<".repeat(depth)}${text}${">".repeat(depth)}`,
  (text, depth) => `${"[".repeat(depth)}${text}${"]".repeat(depth)}`,
];

/** What is nested twice grows without measure. */
const MOST_LENGTH = 200_000;

/**
 * A statement with something wrong in it: tokens left out, doubled, moved, replaced; two statements grown together; nested
 * too deeply; cut off; a name of enormous length. `other` may be of another dialect.
 */
export function mutate(text: string, other: string, random: Random): string {
  const words = text.split(/(?<=[\s(),.;'])|(?=[\s(),.;'])/);
  for (let changes = random.pick([1, 1, 1, 2, 3, 5]); changes > 0; changes--)
    change(words, other, random);
  return words.join("").slice(0, MOST_LENGTH);
}

function change(words: string[], other: string, random: Random): void {
  const at = random.below(words.length + 1);
  const word = words[at] ?? "x";
  switch (random.below(14)) {
    case 0:
    case 1:
      words.splice(at, 1 + random.below(4));
      break;
    case 2:
      words.splice(at, 0, word);
      break;
    case 3: {
      const to = random.below(words.length + 1);
      words[at] = words[to] ?? "";
      words[to] = word;
      break;
    }
    case 4:
    case 5:
    case 6:
      words.splice(at, random.below(2), ` ${random.pick(PIECES)} `);
      break;
    case 7:
      words.splice(at, 0, random.pick(PIECES));
      break;
    case 8:
      words.length = at;
      break;
    case 9: {
      const cut = random.below(other.length + 1);
      words.splice(at, words.length, other.slice(cut));
      break;
    }
    case 10: {
      const cut = random.below(other.length + 1);
      words.splice(at, 0, other.slice(cut, cut + random.below(80)));
      break;
    }
    case 11:
      words[at] = random.pick(DEEP)(word, random.pick([3, 10, 30, 100, 400]));
      break;
    case 12:
      words.splice(0, at);
      break;
    default:
      words[at] = random.pick([
        word.toUpperCase(),
        word.repeat(random.pick([2, 50, 2000])),
        `"${word}"`,
        `[${word}]`,
        `\`${word}\``,
      ]);
  }
}
