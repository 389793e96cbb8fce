export interface Gather<Item> {
  readonly add: (item: Item) => void;
  /** Hands on at once what has been gathered. */
  readonly flush: () => void;
}

/** Hands on what comes within `pause` milliseconds of the first, all together and in order. */
export function gather<Item>(take: (items: readonly Item[]) => void, pause: number): Gather<Item> {
  let waiting: Item[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const items = waiting;
    waiting = [];
    if (items.length > 0) take(items);
  };
  return {
    flush,
    add: (item) => {
      waiting.push(item);
      timer ??= setTimeout(flush, pause);
    },
  };
}
