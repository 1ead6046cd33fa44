/** Style sheets are imported for esbuild, which gathers them in dist/webview.css. */
declare module "*.css";
