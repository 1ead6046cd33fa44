import type { Page } from "playwright-core";

/**
 * What the workbench has written down of its editors, as text: a reload of the window brings back no more than this. In a
 * browser it keeps it in IndexedDB, in a database a workspace.
 */
export function savedEditors(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const settled = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const found: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith("vscode-web-state-db-")) continue;
      const database = await settled(indexedDB.open(name));
      try {
        for (const store of database.objectStoreNames) {
          const entries = database.transaction(store).objectStore(store);
          const saved: unknown = await settled(entries.get("memento/workbench.parts.editor"));
          if (typeof saved === "string") found.push(saved);
        }
      } finally {
        database.close();
      }
    }
    return found;
  });
}
