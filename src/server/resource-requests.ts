/** The requests of the protocol that are about resources. */
import { randomUUID } from 'node:crypto';
import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError, type Server } from '@modelcontextprotocol/server';
import type { CallDesk } from '../catalog/call.ts';
import type { Resource } from '../catalog/resource.ts';
import { refuseCursor } from './one-page.ts';
import type { ResourceShelf } from './resource-shelf.ts';

/**
 * Lists resources and hands them out. An unknown address is an error of the client's (-32602 in both eras, with the
 * address in its data): https://modelcontextprotocol.io/specification/2026-07-28/server/resources#error-handling
 */
export function answerResourceRequests(server: Server, shelf: ResourceShelf, desk: Pick<CallDesk, 'reportDefect'>) {
  server.setRequestHandler('resources/list', ({ params }) => {
    refuseCursor(params);
    return { resources: shelf.list() };
  });
  server.setRequestHandler('resources/templates/list', ({ params }) => {
    refuseCursor(params);
    return { resourceTemplates: [] };
  });
  server.setRequestHandler('resources/read', async ({ params: { uri } }) => {
    const resource = shelf.find(uri);
    if (resource === undefined) throw new ResourceNotFoundError(uri, 'There is no such resource.');
    const { mimeType, meta } = resource;
    const text = await textOf(resource, desk);
    return { contents: [{ uri, mimeType, text, ...(meta === undefined ? {} : { _meta: meta }) }] };
  });
}

/** What is told of an exception: that there was one. The log has the rest. */
async function textOf(resource: Resource, desk: Pick<CallDesk, 'reportDefect'>): Promise<string> {
  try {
    return await resource.read();
  } catch (error) {
    const id = randomUUID().slice(0, 8);
    desk.reportDefect(id, error);
    const message = `${resource.name} cannot be read because of a fault in Albumen (log id ${id}).`;
    throw new ProtocolError(ProtocolErrorCode.InternalError, message);
  }
}
