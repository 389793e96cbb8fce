// @ts-check
// All set-up talk goes to standard error: standard output belongs to the command (the bench's figures, the practice server's line).

const QUIET_SECONDS = 2;
const LINE_SECONDS = 10;

/** One sentence to the person. @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * What to print after so many whole seconds of waiting: nothing for a short wait, then a count that replaces itself on a terminal,
 * and a line now and then elsewhere (a log).
 * @param {string} doing @param {number} seconds @param {boolean} terminal @returns {string | undefined}
 */
export function waitingText(doing, seconds, terminal) {
  if (seconds < QUIET_SECONDS) return undefined;
  if (terminal) return `\r\u001b[K${doing} (${seconds} s)`;
  return seconds === QUIET_SECONDS || seconds % LINE_SECONDS === 0 ? `${doing} (${seconds} s)\n` : undefined;
}

/**
 * Shows that something is going on for as long as the work takes.
 * @template T @param {string} doing a phrase such as "Installing packages" @param {Promise<T>} work @returns {Promise<T>}
 */
export async function whileWaiting(doing, work) {
  const terminal = process.stderr.isTTY === true;
  let seconds = 0;
  let shown = false;
  const timer = setInterval(() => {
    seconds += 1;
    const text = waitingText(doing, seconds, terminal);
    if (text === undefined) return;
    process.stderr.write(text);
    shown = true;
  }, 1000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    if (shown && terminal) process.stderr.write('\r\u001b[K');
  }
}
