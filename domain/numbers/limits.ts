// How much a site holds. (Not in directory.ts: the page uses these and does without zod.)

export const MOST_DIDS = 20_000;
export const MOST_EXTENSIONS = 20_000;
