// @ts-check
const OLDEST_NODE = 20;

/** Something the person can mend. Its message is the whole of what they see: what happened, why, what to do now. */
export class Trouble extends Error {
  /** @param {string} message @param {number} [exitCode] 1, or 2 when the command line was not understood */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Runs a command's main function and turns what it throws into an exit code and one plain message.
 * @param {() => Promise<number>} main
 */
export async function entry(main) {
  try {
    if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
      throw new Trouble(`Trunkbook's tools need Node ${OLDEST_NODE} or newer; this is Node ${process.versions.node}. Install a newer one from https://nodejs.org.`);
    }
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
