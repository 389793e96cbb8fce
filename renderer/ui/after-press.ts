let pressed = false;
let waiting: (() => void)[] = [];

function release(): void {
  // The click comes after the pointer is up: it shall still find its button where it was pressed.
  setTimeout(() => {
    pressed = false;
    const due = waiting;
    waiting = [];
    due.forEach((run) => run());
  });
}

window.addEventListener('pointerdown', () => { pressed = true; }, true);
window.addEventListener('pointerup', release, true);
window.addEventListener('pointercancel', release, true);

/**
 * Runs at once, or, while a pointer is down, as soon as it is up. Leaving a field by pressing a button shows the field's mistake, which moves
 * the button: shown too early, the press would end beside it and be lost.
 */
export function afterPress(run: () => void): void {
  if (pressed) waiting.push(run);
  else run();
}
