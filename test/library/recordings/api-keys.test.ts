import { describeRecordings } from './replay.ts';

describeRecordings('api-keys');
