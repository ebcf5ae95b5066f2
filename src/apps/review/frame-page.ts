/** The host's side of MCP Apps, for one page in a frame. */
import { heldOpen, isObject, protocolVersion } from '../host/messages.ts';
import { openPeer } from '../host/peer.ts';
import { element } from '../parts/element.ts';

export interface Framed {
  /** Makes a call of the page; rejects in words. */
  call(call: { readonly name: unknown; readonly arguments: unknown }): Promise<object>;
  /** The page has said hello and can be told things. */
  ready(): void;
  /** Whether anything would be lost if the page were closed now. */
  held(isHeld: boolean): void;
}

export interface FramedPage {
  readonly frame: HTMLIFrameElement;
  /** Loads the page. The frame must be in the document. */
  open(): void;
  tellInput(args: object): void;
  tellResult(result: object): void;
}

/** Frames the page at `address` in a sandbox, in which it has no origin of its own: it reaches nothing but through here. */
export function framePage(address: string, { call, ready, held }: Framed): FramedPage {
  const frame = element('iframe', { title: 'Page', sandbox: 'allow-scripts' });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let tell: (method: string, params: Record<string, unknown>) => void = () => {};

  const context = () => ({
    theme: dark.matches ? 'dark' : 'light',
    displayMode: 'fullscreen',
    availableDisplayModes: ['fullscreen'],
    containerDimensions: { width: frame.clientWidth, height: frame.clientHeight },
    locale: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    platform: 'web',
  });

  function asked(method: string, params: unknown): object | undefined | Promise<object> {
    switch (method) {
      case 'ui/initialize':
        return {
          protocolVersion,
          hostInfo: { name: 'albumen-review', version: '1' },
          hostCapabilities: { serverTools: {}, experimental: { [heldOpen]: {} } },
          hostContext: context(),
        };
      case 'tools/call':
        return isObject(params) ? call({ name: params.name, arguments: params.arguments }) : undefined;
      case 'ui/request-display-mode':
        return { mode: 'fullscreen' };
      default:
        return method === 'ping' ? {} : undefined;
    }
  }

  return {
    frame,
    open: () => {
      const page = frame.contentWindow;
      if (page === null) return;
      const peer = openPeer(page, {
        asked,
        notified: (method, params) => {
          if (method === 'ui/notifications/initialized') ready();
          if (method === heldOpen) held(isObject(params) && params.isHeld === true);
        },
      });
      tell = peer.notify;
      const changed = () => tell('ui/notifications/host-context-changed', context());
      dark.addEventListener('change', changed);
      addEventListener('resize', changed);
      frame.src = address;
    },
    tellInput: (args) => tell('ui/notifications/tool-input', { arguments: args }),
    tellResult: (result) => tell('ui/notifications/tool-result', { ...result }),
  };
}
