import { type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef } from 'react';

export interface Rows {
  /** For the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
}

export interface RowsOptions {
  readonly count: number;
  /** Of every row, in pixels: the style sheet has the same. */
  readonly height: number;
  /** So many rows are drawn above and below those in sight. */
  readonly overscan: number;
  /** What the rows were sought by: what is found anew is shown from its beginning, not from where the list happened to be. */
  readonly sought?: string;
  /** Which rows are drawn, where it is more than those in sight. */
  readonly drawn?: (range: Range) => number[];
}

/** A long list of rows of one height, of which only those in sight are drawn. Why not React Aria's collections: docs/decisions/0009. */
export function useRows({ count, height, overscan, sought = '', drawn }: RowsOptions): Rows {
  const scroller = useRef<HTMLDivElement>(null);
  // The rule is about the React Compiler, which this project does not use: nothing here is memoised behind the virtualizer's back.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count, getScrollElement: () => scroller.current, estimateSize: () => height, overscan, ...(drawn ? { rangeExtractor: drawn } : {}),
  });
  useLayoutEffect(() => { if (scroller.current !== null) scroller.current.scrollTop = 0; }, [sought]);
  return { scroller, virtual };
}
