import { type ReactNode, useMemo, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { type Shape, StateMark } from './state-mark.tsx';
import { useRows } from './use-rows.ts';

/** In pixels, as controls.css has it. */
const ROW_HEIGHT = 62;

/** What became of one line of a pasted list; `line` counts from 1. */
export interface CheckedLine {
  readonly line: number;
  readonly text: string;
  readonly shape: Shape;
  readonly words: string;
  readonly why: string;
  /** It needs no look. */
  readonly good: boolean;
}

/** The lines of a pasted list, each with its result. Of thousands only those in sight are drawn. */
export function CheckedLines({ lines }: { readonly lines: readonly CheckedLine[] }): ReactNode {
  const [badOnly, setBadOnly] = useState(false);
  const bad = useMemo(() => lines.filter(({ good }) => !good), [lines]);
  const shown = badOnly ? bad : lines;
  const { scroller, virtual } = useRows({ count: shown.length, height: ROW_HEIGHT, overscan: 4 });
  if (lines.length === 0) return null;
  return (
    <>
      {bad.length > 0 && bad.length < lines.length && <Checkbox className="checkbox" isSelected={badOnly} onChange={setBadOnly}><span className="checkbox-box" aria-hidden="true" />Only lines that need a look ({bad.length})</Checkbox>}
      <div ref={scroller} className="checked-scroll" role="group" aria-label="Lines" tabIndex={0}>
        <ul className="checked-list" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = shown[index];
            if (!row) return null;
            return (
              <li key={row.line} aria-setsize={shown.length} aria-posinset={index + 1} style={{ transform: `translateY(${start}px)` }}>
                <span className="checked-line">Line {row.line}</span>
                <span className="mono clipped">{row.text}</span>
                <StateMark shape={row.shape}>{row.words}</StateMark>
                <span className="checked-why">{row.why}</span>
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}
