import { randomBytes } from "node:crypto";

export interface PanelPage {
  /** The value of webview.cspSource. */
  cspSource: string;
  scriptUri: string;
  styleUri: string;
  jobId: string;
  title: string;
  /** BCP 47 tag of the language of its texts. */
  language: string;
  /** Translations of the display language by English text (vscode.l10n.bundle); undefined: English. */
  texts: Readonly<Record<string, unknown>> | undefined;
}

/** The page of a job panel: nothing is allowed in it but our own script, style and pictures. */
export function panelHtml(page: PanelPage): string {
  const nonce = randomBytes(18).toString("base64url");
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${page.cspSource}`,
    `font-src ${page.cspSource}`,
    `img-src ${page.cspSource} data:`,
  ].join("; ");
  const texts = page.texts ? ` data-texts="${escapeHtml(JSON.stringify(page.texts))}"` : "";
  return `<!DOCTYPE html>
<html lang="${escapeHtml(page.language)}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
  <link rel="stylesheet" href="${escapeHtml(page.styleUri)}">
  <title>${escapeHtml(page.title)}</title>
</head>
<body>
  <div id="root" data-job-id="${escapeHtml(page.jobId)}"${texts}></div>
  <script nonce="${nonce}" src="${escapeHtml(page.scriptUri)}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
