// CONNECT for Twilio's hosts, with TLS ended here: an unmodified client takes the practice account for Twilio.
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Certificates } from './certificates.ts';
import { leadsToTwilio } from './twilio-hosts.ts';

const REFUSAL = 'The practice account leads to Twilio’s hosts in region us1 alone, at port 443.\n';

/**
 * Makes the server a proxy for Twilio's hosts as well. What comes out of a tunnel is answered by the same server as what comes in the clear.
 * A tunnel is one of the server's connections from its first byte on: its time limits hold, and `closeAllConnections` ends it. (To destroy the
 * socket below a TLS socket instead takes the process along, in Node 24.)
 */
export function proxyTwilio(server: Server, { certificate, key }: Pick<Certificates, 'certificate' | 'key'>): void {
  const secureContext = createSecureContext({ cert: certificate, key });
  server.on('connect', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // Node's HTTP server hands over the socket that the request came on.
    const socket = stream as Socket;
    // It closes by itself; a client that went away has nobody left to tell.
    socket.on('error', () => {});
    if (socket instanceof TLSSocket || !leadsToTwilio(request.url ?? '')) {
      socket.end(`HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(REFUSAL)}\r\nConnection: close\r\n\r\n${REFUSAL}`);
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    server.emit('connection', new TLSSocket(socket, { isServer: true, server, secureContext, ALPNProtocols: ['http/1.1'] }));
  });
}
