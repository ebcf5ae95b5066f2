/** Who is working on a change: a process that has begun one holds it, and says so again and again until it has ended. */

/** How long a process holds a change without saying so again, in milliseconds. */
export const holdFor = 20_000;
