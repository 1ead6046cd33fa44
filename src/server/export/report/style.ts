/** The report's looks, in the reader's own light or dark. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --error: #c72e2e; --success: #237a3b; --skipped: #8a6100; }
@media (prefers-color-scheme: dark) { :root { --error: #f88; --success: #7ecf8f; --skipped: #e0b252; } }
body { margin: 0; font: 14px/1.5 system-ui, "Segoe UI", sans-serif; }
main { max-width: 1200px; margin: 0 auto; padding: 24px; }
h1 { font-size: 22px; overflow-wrap: anywhere; } h2 { font-size: 17px; margin-top: 32px; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(180px, 1fr)); gap: 8px; }
dl div { border: 1px solid var(--line); border-radius: 6px; padding: 8px 12px; }
dt { opacity: .7; font-size: 12px; } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } table.narrow { width: auto; }
th, td { text-align: left; vertical-align: top; padding: 4px 10px; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { position: sticky; top: 0; background: Canvas; } .k, td a code { white-space: nowrap; } tbody tr:hover { background: var(--soft); }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code { font-family: ui-monospace, Consolas, monospace; font-size: 12px; } .hint { opacity: .75; } td:first-child code { white-space: nowrap; }
.error, .error dd { color: var(--error); } .success, .success dd { color: var(--success); } .skipped, .skipped dd { color: var(--skipped); }
.bar { display: flex; gap: 2px; height: 12px; border-radius: 6px; overflow: hidden; margin: 16px 0; }
.bar span { background: currentColor; min-width: 3px; } .bar .untried { opacity: .3; }
pre { margin: 0; white-space: pre-wrap; font: 12px/1.4 ui-monospace, Consolas, monospace; } a { color: inherit; }
h3 { font-size: 15px; margin-top: 24px; } dl.codes { display: block; } dl.codes dt { opacity: 1; font-size: 14px; margin-top: 12px; scroll-margin-top: 40px; }
dl.codes dd { font-weight: 400; opacity: .85; }
footer { margin-top: 32px; opacity: .7; font-size: 12px; }
@media print { th { position: static; } }
`;
