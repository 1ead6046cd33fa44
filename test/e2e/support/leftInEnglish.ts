import type { FrameLocator } from "playwright-core";
import type { Texts } from "../../../scripts/sourceTexts.ts";

/** What of a page's words are texts of ours that were not translated. Texts that are the same in both are left out. */
export async function leftInEnglish(
  page: FrameLocator,
  { texts, translated }: { texts: Texts; translated: Texts },
): Promise<string[]> {
  const said = await wordsOf(page);
  const pairs = Object.entries(texts).filter(([key, text]) => translated[key] !== text);
  const english = pairs.map(([, text]) => text).filter(saysSomething);
  const own = pairs.map(([key]) => translated[key] ?? "").filter(saysSomething);
  const isOne = (word: string, of: readonly string[]) =>
    of.some((text) => patternOf(text).test(word));
  return said.filter((word) => isOne(word, english) && !isOne(word, own));
}

/** Every text of a page that is seen or read aloud, once; what the engine wrote into the log is not ours. */
export async function wordsOf(page: FrameLocator): Promise<string[]> {
  const found = await page.locator("body").evaluate((body) => {
    const words: string[] = [];
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (!parentElement?.closest(".log-body .text")) words.push(textContent ?? "");
    }
    for (const element of body.querySelectorAll("*")) {
      for (const name of ["aria-label", "title", "placeholder", "aria-valuetext"]) {
        words.push(element.getAttribute(name) ?? "");
      }
    }
    return words;
  });
  const trimmed = found.map((word) => word.replaceAll("\u00a0", " ").trim());
  return [...new Set(trimmed)].filter((word) => word !== "");
}

/** A text of placeholders alone would fit everything. */
function saysSomething(text: string): boolean {
  return /\p{L}{2}|\p{Script=Han}|\p{Script=Katakana}/u.test(text.replaceAll(/\{\d+\}/g, ""));
}

function patternOf(text: string): RegExp {
  const parts = text.split(/\{\d+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".+")}$`, "su");
}
