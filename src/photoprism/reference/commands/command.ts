/** What is known of a command of PhotoPrism. */
export type CliCommand = {
  /** What is typed after `photoprism`. */
  readonly command: string;
  readonly arguments?: string;
  readonly aliases?: string;
  readonly description: string;
  /** Its own flags, without those that every command takes, which are the settings. */
  readonly flags?: string;
};

/** Flags that many commands take: how a table is printed, and that nothing is asked. */
export const report = '--json -j, --md -m, --csv -c, --tsv -t';
export const yes = '--yes -y';
