import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** How a connection is dead: whoever writes into it is answered with RST, or by nothing at all. */
export type Death = 'reset' | 'silence';

/**
 * The network between the functions and AWS. While a sandbox is frozen its connections die, by time-outs of
 * load balancers and gateways, and it learns so no earlier than when it writes into one.
 */
export class Wire {
  readonly #server: Server;
  readonly #target: URL;
  readonly #connections = new Map<Socket, Death | undefined>();
  #kept = 0;
  #lost = 0;

  private constructor(target: URL) {
    this.#target = target;
    this.#server = createServer((socket) => this.#carry(socket));
  }

  /** @param endpoint where AWS answers, such as `http://127.0.0.1:3000` */
  static async to(endpoint: string): Promise<Wire> {
    const wire = new Wire(new URL(endpoint));
    wire.#server.listen(0, '127.0.0.1');
    await once(wire.#server, 'listening');
    return wire;
  }

  get endpoint(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the wire has no port');
    return `http://127.0.0.1:${address.port}`;
  }

  /**
   * How many connections the functions have opened and not ended. What AWS ends stays among them: it does so
   * where one is idle for some seconds.
   */
  get kept(): number {
    return this.#kept;
  }

  /** How many calls went into dead connections so far. */
  get lost(): number {
    return this.#lost;
  }

  /** Lets the connections there are be dead. New ones live. */
  cut(death: Death): void {
    for (const socket of this.#connections.keys()) this.#connections.set(socket, death);
  }

  async close(): Promise<void> {
    this.#server.close();
    for (const socket of this.#connections.keys()) socket.destroy();
    await once(this.#server, 'close');
  }

  #carry(socket: Socket): void {
    const aws = connect(Number(this.#target.port), this.#target.hostname);
    this.#connections.set(socket, undefined);
    this.#kept += 1;
    socket.on('end', () => {
      this.#kept -= 1;
    });
    socket.on('data', (bytes) => {
      const death = this.#connections.get(socket);
      if (death === undefined) return void aws.write(bytes);
      this.#lost += 1;
      if (death === 'reset') socket.resetAndDestroy();
      else socket.pause();
    });
    aws.on('data', (bytes) => socket.write(bytes));
    socket.on('close', () => {
      this.#connections.delete(socket);
      aws.destroy();
    });
    aws.on('close', () => {
      if (this.#connections.get(socket) === undefined) socket.destroy();
    });
    // What breaks one side closes it, and so the other.
    for (const side of [socket, aws]) side.on('error', () => side.destroy());
  }
}
