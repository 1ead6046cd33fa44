/**
 * The job panel. The extension host makes this page for it (esbuild turns this file into dist/webview.js and
 * dist/webview.css; `lang` is the language of its texts, the URIs come from asWebviewUri):
 *
 *     <!doctype html>
 *     <html lang="${lang}">
 *       <head>
 *         <meta charset="utf-8">
 *         <meta http-equiv="Content-Security-Policy"
 *           content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}';">
 *         <meta name="viewport" content="width=device-width, initial-scale=1">
 *         <link rel="stylesheet" href="${webviewCssUri}">
 *       </head>
 *       <body>
 *         <div id="root" data-job-id="${escaped job id}"></div>
 *         <script nonce="${nonce}" src="${webviewJsUri}"></script>
 *       </body>
 *     </html>
 *
 * The script is a classic one (esbuild format `iife`), needs no font, image or connection, and speaks only the messages of
 * src/extension/panel/messages.ts. First it sends `ready`, then `objects` for what is in sight.
 */
import { render } from "preact";
import { App } from "./app.tsx";
import { afterFirstMessage } from "./firstMessage.ts";
import { createFormat } from "./format.ts";
import { PanelContext } from "./panelContext.ts";
import { sayReady } from "./ready.ts";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/header.css";
import "./styles/objects.css";
import "./styles/log.css";
import "uplot/dist/uPlot.min.css";
import "./styles/activity.css";
import "./styles/narrow.css";
import "./styles/contrast.css";
import { connectToHost } from "./vscodeApi.ts";

const root = document.getElementById("root");
if (root) {
  const jobId = root.dataset.jobId ?? "";
  const host = connectToHost();
  sayReady(host, jobId);
  // While the host makes its answer: nothing else takes as long here as the first of Intl's formats.
  const format = createFormat(document.documentElement.lang || navigator.language);
  afterFirstMessage(host, (first) =>
    render(
      <PanelContext.Provider value={{ host, format }}>
        <App jobId={jobId} first={first} />
      </PanelContext.Provider>,
      root,
    ),
  );
}
