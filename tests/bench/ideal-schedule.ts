// The least time that a graph of calls can take with so many workers, where nothing but the calls takes any.

export interface Node {
  readonly id: string;
  readonly needs: readonly string[];
  /** Milliseconds. */
  readonly takes: number;
}

/**
 * The makespan of a list schedule by the longest way to the end, in milliseconds: with calls of one length the best there is, but for
 * rare graphs, where the best is a call shorter.
 */
export function idealMakespan(nodes: readonly Node[], workers: number): number {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const followers = new Map<string, string[]>();
  for (const { id, needs } of nodes) for (const need of needs) followers.set(need, [...(followers.get(need) ?? []), id]);
  const lengths = new Map<string, number>();
  const lengthOf = (id: string): number => {
    const known = lengths.get(id);
    if (known !== undefined) return known;
    const length = (byId.get(id)?.takes ?? 0) + Math.max(0, ...(followers.get(id) ?? []).map(lengthOf));
    lengths.set(id, length);
    return length;
  };
  const waiting = new Set(nodes.map(({ id }) => id));
  const done = new Map<string, number>();
  const running: { readonly id: string; readonly ends: number }[] = [];
  let now = 0;
  while (waiting.size > 0 || running.length > 0) {
    const ready = [...waiting].filter((id) => (byId.get(id)?.needs ?? []).every((need) => done.has(need))).sort((one, other) => lengthOf(other) - lengthOf(one));
    for (const id of ready.slice(0, workers - running.length)) {
      waiting.delete(id);
      running.push({ id, ends: now + (byId.get(id)?.takes ?? 0) });
    }
    running.sort((one, other) => one.ends - other.ends);
    const next = running.shift();
    if (!next) throw new Error('The graph has a circle, or needs something that is not in it.');
    now = next.ends;
    done.set(next.id, now);
  }
  return now;
}
