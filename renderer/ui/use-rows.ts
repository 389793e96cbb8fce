import { type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useRef } from 'react';

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
  /** Which rows are drawn, where it is more than those in sight. */
  readonly drawn?: (range: Range) => number[];
}

/** A long list of rows of one height, of which only those in sight are drawn. Why not React Aria's collections: docs/decisions/0009. */
export function useRows({ count, height, overscan, drawn }: RowsOptions): Rows {
  const scroller = useRef<HTMLDivElement>(null);
  // The rule is about the React Compiler, which this project does not use: nothing here is memoised behind the virtualizer's back.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count, getScrollElement: () => scroller.current, estimateSize: () => height, overscan, ...(drawn ? { rangeExtractor: drawn } : {}),
  });
  return { scroller, virtual };
}
