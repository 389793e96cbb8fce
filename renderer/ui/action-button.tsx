import { type ReactNode, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';

/** What is quick enough needs no word. */
const BUSY_WORD_AFTER = 300;

export interface ActionButtonProps {
  readonly children: ReactNode;
  /** One `primary` on a screen. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly type?: 'button' | 'submit';
  readonly busy?: boolean;
  /** What the button says while it works, for example `Saving…`. Both texts keep their room, so that nothing jumps. */
  readonly busyWords?: string;
  readonly isDisabled?: boolean;
  readonly onPress?: () => void;
  readonly label?: string;
  readonly autoFocus?: boolean;
}

/** A button with words. While busy it takes no press and keeps the focus; what it says then is read out too. */
export function ActionButton({ children, look = 'plain', type = 'button', busy = false, busyWords, isDisabled = false, onPress, label, autoFocus = false }: ActionButtonProps): ReactNode {
  const late = useLate(busy);
  const saysBusy = late && busyWords !== undefined;
  return (
    <>
      <Button
        className={`button is-${look}`} type={type} isDisabled={isDisabled} autoFocus={autoFocus} aria-disabled={busy || undefined}
        {...(onPress && !busy ? { onPress } : {})} {...(label === undefined ? {} : { 'aria-label': label })}
      >
        <span className="button-words" data-away={saysBusy || undefined}>{children}</span>
        {busyWords !== undefined && <span className="button-words" data-away={!saysBusy || undefined}>{busyWords}</span>}
      </Button>
      {busyWords !== undefined && <span className="unseen" role="status">{saysBusy ? busyWords : ''}</span>}
    </>
  );
}

function useLate(busy: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setTimeout(() => setLate(true), BUSY_WORD_AFTER);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [busy]);
  return late;
}

/** A button that is only a shape; its label is its name. */
export function IconButton({ label, children, onPress, isDisabled = false }: { readonly label: string; readonly children: ReactNode; readonly onPress?: () => void; readonly isDisabled?: boolean }): ReactNode {
  return <Button className="icon-button" aria-label={label} isDisabled={isDisabled} {...(onPress ? { onPress } : {})}>{children}</Button>;
}
