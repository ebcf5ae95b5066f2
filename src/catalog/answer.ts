/** Turns what a tool returned into what goes over the wire: one contract for every tool. */
import type { JsonObject } from './json.ts';
import type { Failure } from './result.ts';
import type { Answer } from './tool.ts';
import { visibleText, withoutInvisible } from './visible-text.ts';

type TextBlock = { type: 'text'; text: string };
type ImageBlock = { type: 'image'; data: string; mimeType: string };
type LinkBlock = { type: 'resource_link'; uri: string; name: string };

/** MCP's CallToolResult, as far as tools use it. */
export type ToolResult = {
  content: (TextBlock | ImageBlock | LinkBlock)[];
  structuredContent?: Record<string, unknown>;
  isError?: true;
};

/**
 * One JSON object, as `structuredContent` and minified in a text block; then each picture after its caption, or links to them. Whatever
 * the tool left in it: nothing reaches the model that a person could not see.
 */
export function answerResult(answer: Answer): ToolResult {
  const data = withoutUnset(answer.data);
  const text = JSON.stringify(data);
  const visible = withoutInvisible(text);
  const pictures = (answer.images ?? []).flatMap((image): ToolResult['content'] => [
    { type: 'text', text: visibleText(image.caption) },
    { type: 'image', data: image.data, mimeType: image.mimeType },
  ]);
  const links = (answer.links ?? []).map(
    ({ uri, name }): LinkBlock => ({ type: 'resource_link', uri, name: visibleText(name) }),
  );
  return {
    content: [{ type: 'text', text: visible }, ...pictures, ...links],
    structuredContent: visible === text ? data : JSON.parse(visible),
  };
}

/**
 * For a page: the object alone. A text beside it would be the same once more, with all its pictures, for a model that does
 * not look at it.
 */
export function pageResult(answer: Answer): ToolResult {
  return { content: [], structuredContent: withoutUnset(answer.data) };
}

/** `isError` and one text block: hosts show the model nothing else of a failure. */
export function failureResult(failure: Failure): ToolResult {
  const text = failure.hint === undefined ? failure.message : `${failure.message} ${failure.hint}`;
  return { content: [{ type: 'text', text: visibleText(text) }], isError: true };
}

/** Leaves out what was never set. Nulls stay: a tool that wants them gone does not put them in. */
function withoutUnset(data: JsonObject): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}
