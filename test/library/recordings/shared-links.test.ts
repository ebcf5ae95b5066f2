import { describeRecordings } from './replay.ts';
import { writeSeededFiles } from './seeded-files.ts';

const links = {
  paris: 'f72e3b0e-9c64-44ab-95be-d5dcd020ddca',
  expired: '597eeab6-e3bc-460a-8217-3542c7120064',
  withPassword: 'dddf3bb3-9020-41f5-b952-8b22659b20d8',
  withoutMetadata: 'c0ffb9fd-a2a1-452a-b1ba-4140cd18c81a',
  newIndividual: '789f7e2d-1cb9-45c8-b67f-4fae573a4701',
};

const linkByName: [name: RegExp, link: string][] = [
  [/^login-link-without-password$/, links.paris],
  [/expired/, links.expired],
  [/password|^login|not-allowed/, links.withPassword],
  [/no-metadata/, links.withoutMetadata],
  [/new-individual/, links.newIndividual],
];

describeRecordings('shared-links', {
  prepare: (seeded) => writeSeededFiles(seeded, 'shared-links'),
  linkOf: ({ name }) => linkByName.find(([pattern]) => pattern.test(name))?.[1] ?? links.paris,
});
