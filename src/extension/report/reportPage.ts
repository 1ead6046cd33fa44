/** The report in the colours and fonts of the editor; alone in a browser it has its own. */
const EDITOR_STYLE = `
body { background: var(--vscode-editor-background); color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size);
  --error: var(--vscode-errorForeground); --success: var(--vscode-testing-iconPassed); --skipped: var(--vscode-editorWarning-foreground); --line: var(--vscode-widget-border, #8884); --soft: var(--vscode-list-hoverBackground); }
th { background: var(--vscode-editor-background); }
`;

/** The engine's report as an editor shows it. It brings a policy that allows no script and nothing from elsewhere. */
export function reportPage(html: string): string {
  const at = html.indexOf("</head>");
  if (at < 0) return html;
  return `${html.slice(0, at)}<style>${EDITOR_STYLE}</style>${html.slice(at)}`;
}
