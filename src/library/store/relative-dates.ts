/** `yesterday`, `last month`, `this year`: times that a person names from where they stand. */

/** `2023`, `2023-06` or `2023-06-15` on the local clock. */
function written(date: Date, parts: 1 | 2 | 3): string {
  const numbers = [String(date.getFullYear()).padStart(4, '0')];
  if (parts > 1) numbers.push(String(date.getMonth() + 1).padStart(2, '0'));
  if (parts > 2) numbers.push(String(date.getDate()).padStart(2, '0'));
  return numbers.join('-');
}

const meanings: Readonly<Record<string, (now: Date) => string>> = {
  today: (now) => written(now, 3),
  yesterday: (now) => written(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1), 3),
  'this month': (now) => written(now, 2),
  'last month': (now) => written(new Date(now.getFullYear(), now.getMonth() - 1, 1), 2),
  'this year': (now) => written(now, 1),
  'last year': (now) => written(new Date(now.getFullYear() - 1, 0, 1), 1),
};

const named = /(?<![\p{L}\p{N}])(?:today|yesterday|(?:this|last)\s+(?:month|year))(?![\p{L}\p{N}])/gu;

/** Writes relative times in lower-case `text` as years, months and dates, seen from `now`. */
export function writeOutRelativeDates(text: string, now: Date): string {
  return text.replace(named, (words) => meanings[words.replace(/\s+/g, ' ')]?.(now) ?? words);
}
