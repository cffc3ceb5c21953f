import { createServer } from 'node:net'

/** Sends everything back; the other end of the bare socket. */
const server = createServer((socket) => socket.setNoDelay(true).pipe(socket))
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port))
