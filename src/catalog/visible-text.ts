/** Foreign text without what nobody can see, which may hide words or turn the order of others around. */

/** Control characters and line breaks. */
const breaks = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * What Unicode lets a program draw as nothing: direction overrides, zero-width spaces, the tag characters that spell hidden
 * sentences (Unicode 17, 5.21). The joiners and variation selectors, which change how letters and emoji look, stay.
 */
const invisible = /(?!\u200c|\u200d|[\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu;

/** One line that shows all that it says. */
export function visibleText(text: string): string {
  return withoutInvisible(text.replace(breaks, ' '));
}

/** The text with its lines, but without what is drawn as nothing. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}
