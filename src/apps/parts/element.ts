/** Builds what a page shows. Texts become text nodes only: nothing that strangers wrote is ever read as HTML. */

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Content = Node | string | undefined;

/**
 * An element with attributes and content. `false` and undefined leave an attribute out, `true` gives it without a value.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...content.filter((part) => part !== undefined));
  return made;
}

/** A button that does something. */
export function button(text: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', act);
  return made;
}
