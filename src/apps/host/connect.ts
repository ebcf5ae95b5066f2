/** A page's side of MCP Apps: what it may ask of the host that shows it, and what it is told. */
import {
  type HostContext,
  heldOpen,
  isObject,
  isText,
  protocolVersion,
  readContext,
  unknownContext,
} from './messages.ts';
import { openPeer, RefusedError } from './peer.ts';
import { applyTheme } from './theme.ts';
import type { ToolAnswer } from './tool-answer.ts';

/** The host, as a page sees it. Nothing here throws or rejects: a host may refuse everything. */
export interface Host {
  readonly context: HostContext;
  /** Calls a tool of the server that this page came from. `Data` is what the tool's contract says that it answers. */
  callTool<Data>(name: string, args: Readonly<Record<string, unknown>>): Promise<ToolAnswer<Data>>;
  /** Whether the host passes on what the page wants the model to know. */
  readonly canTellModel: boolean;
  /** Leaves something for the model to know from the person's next message on; replaces what was left before. */
  tellModel(text: string): Promise<boolean>;
  readonly canSay: boolean;
  /** Says something in the chat in the person's name. */
  say(text: string): Promise<boolean>;
  /** Asks for the whole window, or for the place in the chat again. */
  setDisplayMode(mode: 'inline' | 'fullscreen'): Promise<void>;
  /** Tells how many pixels the page needs. */
  needHeight(pixels: number): void;
  /** Tells whether anything would be lost with the page; a host that knows of this asks before it closes it. */
  holdOpen(isHeld: boolean): void;
}

/** What the page is told, in its own time. */
export interface Told {
  /** The arguments of the tool whose answer the page shows; once. */
  input?(args: Readonly<Record<string, unknown>>): void;
  /** The answer of that tool: its structured content. */
  answer?(data: unknown): void;
  /** Theme, size or display mode changed. */
  context?(context: HostContext): void;
}

/** Says hello to the host and resolves when it has answered. What is told before that is kept for the page. */
export async function connectToHost(name: string, told: Told): Promise<Host> {
  let context = unknownContext;
  const peer = openPeer(window.parent, {
    asked: (method) => (method === 'ui/resource-teardown' || method === 'ping' ? {} : undefined),
    notified: (method, params) => {
      const given = isObject(params) ? params : {};
      if (method === 'ui/notifications/tool-input') told.input?.(isObject(given.arguments) ? given.arguments : {});
      if (method === 'ui/notifications/tool-result') told.answer?.(given.structuredContent);
      if (method === 'ui/notifications/host-context-changed') takeContext(given);
    },
  });

  function takeContext(given: unknown): void {
    context = readContext(context, given);
    applyTheme(context);
    told.context?.(context);
  }

  const succeeds = (request: Promise<unknown>) =>
    request.then(
      (result) => !isObject(result) || result.isError !== true,
      () => false,
    );

  const hello = await peer.request('ui/initialize', {
    protocolVersion,
    appInfo: { name: `albumen-${name}`, version: '1' },
    appCapabilities: { availableDisplayModes: ['inline', 'fullscreen'] },
  });
  const { hostContext, hostCapabilities } = isObject(hello) ? hello : {};
  takeContext(hostContext);
  peer.notify('ui/notifications/initialized', {});
  const can = isObject(hostCapabilities) ? hostCapabilities : {};
  const canHold = isObject(can.experimental) && isObject(can.experimental[heldOpen]);
  let wasHeld = false;

  return {
    get context() {
      return context;
    },
    callTool: async <Data>(tool: string, args: Readonly<Record<string, unknown>>) =>
      readToolAnswer<Data>(peer.request('tools/call', { name: tool, arguments: args })),
    canTellModel: isObject(can.updateModelContext),
    tellModel: (text) => succeeds(peer.request('ui/update-model-context', { content: [{ type: 'text', text }] })),
    canSay: isObject(can.message),
    say: (text) => succeeds(peer.request('ui/message', { role: 'user', content: [{ type: 'text', text }] })),
    setDisplayMode: async (mode) => {
      const answer = await peer.request('ui/request-display-mode', { mode }).catch(() => undefined);
      if (isObject(answer) && isText(answer.mode)) takeContext({ displayMode: answer.mode });
    },
    needHeight: (pixels) => peer.notify('ui/notifications/size-changed', { height: Math.ceil(pixels) }),
    holdOpen: (isHeld) => {
      if (canHold && isHeld !== wasHeld) peer.notify(heldOpen, { isHeld });
      wasHeld = isHeld;
    },
  };
}

/** The server's answer was checked where it was made: both ends are one program, and share the type. */
async function readToolAnswer<Data>(request: Promise<unknown>): Promise<ToolAnswer<Data>> {
  try {
    const result = await request;
    if (!isObject(result)) return { ok: false, message: 'The host sent no answer.' };
    const { isError, structuredContent, content } = result;
    if (isError !== true && isObject(structuredContent)) return { ok: true, data: structuredContent as Data };
    return { ok: false, message: textIn(content) ?? 'The server sent no answer.' };
  } catch (error) {
    return { ok: false, message: error instanceof RefusedError ? error.message : 'The host sent no answer.' };
  }
}

function textIn(content: unknown): string | undefined {
  if (!Array.isArray(content)) return undefined;
  const texts = content.flatMap((block: unknown) => (isObject(block) && isText(block.text) ? [block.text] : []));
  return texts.length === 0 ? undefined : texts.join('\n');
}
