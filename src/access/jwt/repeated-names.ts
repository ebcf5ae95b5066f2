/** Finds what JSON's own parser hides: of members with the same name it keeps the last. */

const pieces = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/**
 * True where an object in this (valid) JSON has two members of the same name. RFC 7519, 4 lets us refuse those: another
 * reader may have looked at the first of them.
 */
export function hasRepeatedNames(json: string): boolean {
  const open: Set<string>[] = [];
  let text = '';
  for (const [piece] of json.matchAll(pieces)) {
    const names = open.at(-1);
    if (piece === '{' || piece === '[') open.push(new Set());
    else if (piece === '}' || piece === ']') open.pop();
    else if (piece === ':') {
      // What stands before a colon is a name; escapes may spell the same one in another way.
      const name = String(JSON.parse(text));
      if (names?.has(name)) return true;
      names?.add(name);
    } else if (piece !== ',') text = piece;
  }
  return false;
}
