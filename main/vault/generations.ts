const KEPT_OF_TODAY = 3;
const KEPT_IN_ALL = 10;
/** Time in UTC, so that names sort by age and hold nothing that a file system forbids. */
const GENERATION = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}Z$/;

/** Whether a name is that of a complete generation of backups. */
export function isGeneration(name: string): boolean {
  return GENERATION.test(name);
}

/** A name for a generation made at `time` (ms since 1970) that is not taken yet. */
export function generationName(time: number, taken: readonly string[] = []): string {
  const name = new Date(time).toISOString().replaceAll(/[:.]/g, '-');
  return taken.includes(name) ? generationName(time + 1, taken) : name;
}

/**
 * Which generations stay: the 3 newest of today (UTC), the newest of each other day, 10 in all. Newest first.
 * @param made the one just made; it stays even if a wrong clock once made names from the future
 * @param others names of all the others
 * @param now ms since 1970
 */
export function generationsToKeep(made: string, others: readonly string[], now: number): string[] {
  const today = dayOf(generationName(now));
  const countOfDay = new Map([[dayOf(made), 1]]);
  const kept = [made];
  for (const name of [...others].sort().reverse()) {
    const day = dayOf(name);
    const count = countOfDay.get(day) ?? 0;
    if (kept.length === KEPT_IN_ALL || count === (day === today ? KEPT_OF_TODAY : 1)) continue;
    countOfDay.set(day, count + 1);
    kept.push(name);
  }
  return kept.sort().reverse();
}

function dayOf(name: string): string {
  return name.slice(0, 'YYYY-MM-DD'.length);
}
