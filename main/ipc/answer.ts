import type { Channel } from '../../preload/channels.ts';
import { type Contract, contract, type Fault, type Input, type Output, type Result } from '../../preload/contract.ts';
import { CommandFault, toFault, whereFrom } from '../fault.ts';
import { isTrustedSender, type SenderFrame } from './sender.ts';

/** What main does for each channel. Input and output are checked around it. */
export type Handlers = { readonly [C in Channel]: (input: Input<C>) => Output<C> | Promise<Output<C>> };

function refused(code: 'untrusted' | 'invalid-request', why: string): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: { code, what: 'Trunkbook refused a request from its own window.', why, next: 'Close Trunkbook and open it again.', fields: [] } };
}

/**
 * Answers one call over the bridge: who asks, is the request whole, do it, is the answer whole. Never rejects: a failure is a value.
 * @param log gets one line for an error that nobody foresaw; no message, no data
 */
export async function answer<C extends Channel>(
  channel: C, handlers: Handlers, request: { readonly frame: SenderFrame | null; readonly devServer: string | null; readonly args: readonly unknown[] }, log: (line: string) => void,
): Promise<Result<Output<C>>> {
  if (!isTrustedSender(request.frame, request.devServer)) return refused('untrusted', 'It did not come from the page that Trunkbook itself shows.');
  const shape: Contract[C] = contract[channel];
  const input = shape.in.safeParse(request.args[0]);
  if (request.args.length > 1 || !input.success) return refused('invalid-request', 'The request is not one that Trunkbook knows.');
  try {
    const output = shape.out.safeParse(await handlers[channel](input.data as Input<C>));
    if (output.success) return { ok: true, value: output.data as Output<C> };
    log(`${channel}: an answer did not fit the contract at ${output.error.issues.map((issue) => issue.path.join('.')).join(', ')}`);
    return { ok: false, fault: toFault(undefined) };
  } catch (error) {
    const fault = toFault(error);
    if (fault.code === 'unexpected' && !(error instanceof CommandFault)) log(`${channel}: ${whereFrom(error)}`);
    return { ok: false, fault };
  }
}
