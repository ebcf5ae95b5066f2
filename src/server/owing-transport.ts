/** Any transport of the SDK, and an account of the requests that it still owes an answer. */
import type { JSONRPCMessage, MessageExtraInfo, Transport, TransportSendOptions } from '@modelcontextprotocol/server';

/** Passes everything through to `inner`; knows when nothing that arrived is left unanswered. */
export class OwingTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: <Message extends JSONRPCMessage>(message: Message, extra?: MessageExtraInfo) => void;
  readonly #inner: Transport;
  readonly #owed = new Set<string | number>();
  #whenIdle: (() => void)[] = [];
  #wasClosed = () => {};
  /** Resolves when the connection has ended, by either side. */
  readonly closed = new Promise<void>((resolve) => {
    this.#wasClosed = resolve;
  });

  constructor(inner: Transport) {
    this.#inner = inner;
  }

  get sessionId(): string | undefined {
    return this.#inner.sessionId;
  }

  /** Requests that are neither answered nor cancelled. */
  get owed(): number {
    return this.#owed.size;
  }

  /** Resolves once nothing is owed. */
  async idle(): Promise<void> {
    if (this.#owed.size > 0) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  start(): Promise<void> {
    this.#inner.onclose = () => {
      this.#owed.clear();
      this.#wake();
      this.#wasClosed();
      this.onclose?.();
    };
    this.#inner.onerror = (error) => this.onerror?.(error);
    this.#inner.onmessage = (message, extra) => {
      this.#noteArrival(message);
      this.onmessage?.(message, extra);
    };
    return this.#inner.start();
  }

  async send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    try {
      await this.#inner.send(message, options);
    } finally {
      if (!('method' in message) && message.id !== undefined) this.#settle(message.id);
    }
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  setProtocolVersion(version: string): void {
    this.#inner.setProtocolVersion?.(version);
  }

  setSupportedProtocolVersions(versions: string[]): void {
    this.#inner.setSupportedProtocolVersions?.(versions);
  }

  #noteArrival(message: JSONRPCMessage): void {
    if (!('method' in message)) return;
    if ('id' in message) this.#owed.add(message.id);
    else if (message.method === 'notifications/cancelled') {
      const id: unknown = message.params?.requestId;
      if (typeof id === 'string' || typeof id === 'number') this.#settle(id);
    }
  }

  #settle(id: string | number): void {
    this.#owed.delete(id);
    if (this.#owed.size === 0) this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }
}
