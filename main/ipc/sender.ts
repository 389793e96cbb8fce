/** The part of Electron's WebFrameMain that tells who asks. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/**
 * Only the main frame of `app://bundle` may ask; everything unclear is refused. Protocol and host are compared, because `origin` is the
 * string 'null' for a custom scheme in Node.
 * @param devServer the origin of Vite's server in `npm run dev`, else null
 */
export function isTrustedSender(frame: SenderFrame | null, devServer: string | null): boolean {
  if (frame === null || frame.parent !== null || !URL.canParse(frame.url)) return false;
  const { protocol, host, origin } = new URL(frame.url);
  return (protocol === 'app:' && host === 'bundle') || (devServer !== null && origin === devServer);
}
