/** The words by which a person may ask for a point in time: `2023`, `june`, `summer`, `saturday`, `evening`, `christmas`. */

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;

const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** Meteorological seasons: whole months, beginning with December. */
const northernSeasons = ['winter', 'spring', 'summer', 'autumn fall'] as const;

const holidays: readonly { name: string; month: number; from: number; to: number }[] = [
  { name: 'new year', month: 1, from: 1, to: 1 },
  { name: 'valentine', month: 2, from: 14, to: 14 },
  { name: 'halloween', month: 10, from: 31, to: 31 },
  { name: 'christmas xmas', month: 12, from: 24, to: 26 },
  { name: 'new year', month: 12, from: 31, to: 31 },
];

const timesOfDay = ['night', 'morning', 'afternoon', 'evening'] as const;

/** Every single word that stands for a time of the year, the week or the day. */
export const timeWords: ReadonlySet<string> = new Set(
  [...monthNames, ...weekdayNames, ...northernSeasons, ...timesOfDay, 'weekend', ...holidays.map(({ name }) => name)]
    .filter((words) => words !== 'new year')
    .flatMap((words) => words.split(' ')),
);

function seasonOf(month: number, latitude: number | null): string | undefined {
  const season = Math.floor((month % 12) / 3);
  return northernSeasons[latitude !== null && latitude < 0 ? (season + 2) % 4 : season];
}

function timeOfDay(hour: number): (typeof timesOfDay)[number] {
  if (hour < 5 || hour >= 22) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}

/**
 * Words for a photo's local time (milliseconds, the clock at that place written as if it were UTC), beginning with the ISO date.
 * Seasons are those of the hemisphere; northern where the place is not known. Empty for a time that no date can hold.
 */
export function dateWords(localDateTime: number, latitude: number | null): string {
  const date = new Date(localDateTime);
  if (Number.isNaN(date.getTime())) return '';
  const month = date.getUTCMonth() + 1;
  const day = date.getUTCDate();
  const weekday = date.getUTCDay();
  return [
    date.toISOString().slice(0, 10),
    monthNames[month - 1],
    seasonOf(month, latitude),
    weekdayNames[weekday],
    weekday === 0 || weekday === 6 ? 'weekend' : undefined,
    timeOfDay(date.getUTCHours()),
    ...holidays.filter((day_) => day_.month === month && day_.from <= day && day <= day_.to).map((day_) => day_.name),
  ]
    .filter((word) => word !== undefined)
    .join(' ');
}
