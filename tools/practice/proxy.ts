// CONNECT for Twilio's hosts, with TLS ended here: an unmodified client takes the practice account for Twilio.
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import type { Certificates } from './certificates.ts';
import { leadsToTwilio } from './twilio-hosts.ts';

const HANDSHAKE_MILLISECONDS = 10_000;
const REFUSAL = 'The practice account leads to Twilio’s hosts in region us1 alone, at port 443.\n';

/**
 * Makes the server a proxy for Twilio's hosts as well. What comes out of a tunnel is answered by the same server, as if it had come in the clear.
 * @returns ends the tunnels, which `server.closeAllConnections()` does not know of
 */
export function proxyTwilio(server: Server, { certificate, key }: Pick<Certificates, 'certificate' | 'key'>): () => void {
  const tunnels = new Set<Socket>();
  const tls = createTlsServer({ cert: certificate, key, ALPNProtocols: ['http/1.1'], handshakeTimeout: HANDSHAKE_MILLISECONDS }, (inside) => {
    server.emit('connection', inside);
  });
  // A client that does not trust us, or that went away: it has been told, or is gone.
  tls.on('tlsClientError', (_, inside) => inside.destroy());
  server.on('connect', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // Node's HTTP server hands over the socket that the request came on.
    const socket = stream as Socket;
    socket.on('error', () => socket.destroy());
    if (socket instanceof TLSSocket || !leadsToTwilio(request.url ?? '')) {
      socket.end(`HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(REFUSAL)}\r\nConnection: close\r\n\r\n${REFUSAL}`);
      return;
    }
    tunnels.add(socket);
    socket.once('close', () => tunnels.delete(socket));
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    tls.emit('connection', socket);
  });
  return () => { for (const socket of tunnels) socket.destroy(); };
}
