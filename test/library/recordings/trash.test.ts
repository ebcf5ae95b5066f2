import { describeRecordings } from './replay.ts';

describeRecordings('trash');
