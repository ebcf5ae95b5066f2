/** What tools say to a model, in the words of somebody at a terminal. */

/** Tools and arguments that have a command or a flag of their own, as messages name them. */
const words: readonly (readonly [tool: RegExp, command: string])[] = [
  [/\bhistory_list\b/g, 'albumen history list'],
  [/\bhistory_show\b/g, 'albumen history show'],
  [/\bhistory_undo\b/g, 'albumen history undo'],
  [/\bforce: true\b/g, '--force'],
  [/\bchange_id: /g, ''],
  [/\babout_id: /g, '--about: '],
];

/** The message with commands and flags where it names tools and their arguments. */
export function inTerminalWords(message: string): string {
  return words.reduce((text, [tool, command]) => text.replace(tool, command), message);
}
