import { describeRecordings } from './replay.ts';

describeRecordings('stacks');
