import type { Directory } from './directory.ts';

/** What a site has before anything was entered or imported. (Not in directory.ts: the page uses this and does without zod.) */
export const EMPTY_DIRECTORY: Directory = {
  numbers: { schema: 1, dids: [], listed: null },
  extensions: { schema: 1, columns: [], rows: [], imported: null },
};
