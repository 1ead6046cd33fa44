import * as l10n from "@vscode/l10n";

/**
 * Gives the panel's texts in the display language. The host puts its bundle of translations into the page (panelHtml.ts);
 * without one the texts stay English. Whoever has texts imports this first: they are made when their module is loaded.
 */
function useTranslationsOf(page: Document): void {
  const { texts } = page.getElementById("root")?.dataset ?? {};
  if (texts) l10n.config({ contents: texts });
}

useTranslationsOf(document);
