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
import { createFormat } from "./format.ts";
import { PanelContext } from "./panelContext.ts";
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
  const services = {
    host: connectToHost(),
    format: createFormat(document.documentElement.lang || navigator.language),
  };
  render(
    <PanelContext.Provider value={services}>
      <App jobId={root.dataset.jobId ?? ""} />
    </PanelContext.Provider>,
    root,
  );
}
