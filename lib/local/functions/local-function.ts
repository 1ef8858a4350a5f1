import type { FunctionDefinition } from './function-definition.ts';
import { FunctionError } from './function-error.ts';
import { type FunctionInstance, startInstance } from './function-instance.ts';

/** How many instances of one function a machine bears; beyond it, events wait for one to be idle. */
const mostInstances = 20;

export interface LocalFunctionOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Gets each line the function prints. */
  onLine(line: string): void;
}

interface Waiting {
  readonly event: unknown;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/**
 * One function and its instances: as in Lambda each handles one event at a time, is used again while it
 * lives, and is ended when its time is over. Between events it is not frozen, as it would be in Lambda.
 */
export class LocalFunction {
  readonly definition: FunctionDefinition;
  readonly #options: LocalFunctionOptions;
  readonly #instances = new Set<FunctionInstance>();
  readonly #idle: FunctionInstance[] = [];
  readonly #waiting: Waiting[] = [];
  #starting = 0;
  #stopped = false;

  constructor(definition: FunctionDefinition, options: LocalFunctionOptions) {
    this.definition = definition;
    this.#options = options;
  }

  /** @throws {FunctionError} what the handler threw, that its time was over, or that it ended */
  invoke(event: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject });
      this.#serveWaiting();
    });
  }

  /** Ends every instance at once, as a crash would; the function itself goes on. */
  async kill(): Promise<void> {
    this.#idle.length = 0;
    const instances = [...this.#instances];
    this.#instances.clear();
    await Promise.all(instances.map((instance) => instance.terminate()));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const stopped = new FunctionError('Stopped', 'the local run stops');
    for (const { reject } of this.#waiting.splice(0)) reject(stopped);
    await this.kill();
  }

  #serveWaiting(): void {
    for (let instance = this.#takeIdle(); instance !== undefined; instance = this.#takeIdle()) {
      const next = this.#waiting.shift();
      if (next === undefined) {
        this.#idle.push(instance);
        return;
      }
      void this.#serve(instance, next);
    }
    const missing = this.#waiting.length - this.#starting;
    const allowed = mostInstances - this.#instances.size - this.#starting;
    for (let count = Math.min(missing, allowed); count > 0; count--) void this.#grow();
  }

  #takeIdle(): FunctionInstance | undefined {
    for (;;) {
      const instance = this.#idle.pop();
      if (instance === undefined || instance.alive) return instance;
      this.#instances.delete(instance);
    }
  }

  /** Starts an instance; an event waiting for it learns why it cannot start. */
  async #grow(): Promise<void> {
    this.#starting += 1;
    try {
      const instance = await startInstance(this.definition, this.#options.environment, this.#options.onLine);
      if (this.#stopped) return void instance.terminate();
      this.#instances.add(instance);
      this.#idle.push(instance);
    } catch (error) {
      this.#waiting.shift()?.reject(error);
    } finally {
      this.#starting -= 1;
    }
    this.#serveWaiting();
  }

  async #serve(instance: FunctionInstance, { event, resolve, reject }: Waiting): Promise<void> {
    const { timeoutSeconds } = this.definition;
    const timer = setTimeout(() => {
      reject(
        new FunctionError('Sandbox.Timedout', `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`),
      );
      void instance.terminate();
    }, timeoutSeconds * 1000);
    try {
      resolve(await instance.invoke(event));
    } catch (error) {
      reject(error);
    } finally {
      clearTimeout(timer);
    }
    if (instance.alive) this.#idle.push(instance);
    else this.#instances.delete(instance);
    this.#serveWaiting();
  }
}
