/** Immich's system settings of machine learning. */
import type { AdminConfigDto } from '@immich/sdk';
import type { SettingTable } from './setting.ts';

export const machineLearning: SettingTable<AdminConfigDto['machineLearning']> = {
  enabled: ['true', 'Switches all of machine learning on or off.'],
  urls: ['http://immich-machine-learning:3003', 'Machine learning servers, asked one after the other.'],
  'availabilityChecks.enabled': ['true', 'Leaves machine learning servers out that did not answer a moment ago.'],
  'availabilityChecks.timeout': ['2000', 'Milliseconds in which a machine learning server must answer.'],
  'availabilityChecks.interval': ['30000', 'Milliseconds from one check of such servers to the next.'],
  'clip.enabled': ['true', 'Computes what smart search compares; without it there is none.'],
  'clip.modelName': ['ViT-B-32__openai', 'Which CLIP model; after a change run smart search for all assets.'],
  'duplicateDetection.enabled': ['true', 'Looks for assets that are nearly the same.'],
  'duplicateDetection.maxDistance': ['0.01', 'How unlike two duplicates may be, 0.001 to 0.1.'],
  'facialRecognition.enabled': ['true', 'Finds faces and sorts them by person.'],
  'facialRecognition.modelName': ['buffalo_l', 'Which face model; after a change find all faces anew.'],
  'facialRecognition.minScore': ['0.7', 'How sure it must be that something is a face, 0.1 to 1.'],
  'facialRecognition.maxDistance': ['0.5', 'How unlike two faces of one person may be, 0.1 to 2.'],
  'facialRecognition.minFaces': ['3', 'Faces that it takes to make somebody a person.'],
  'ocr.enabled': ['true', 'Reads text in images, so that it can be searched.'],
  'ocr.modelName': ['PP-OCRv5_mobile', 'Which model reads text; others know other scripts or are more exact.'],
  'ocr.minDetectionScore': ['0.5', 'How sure it must be that there is text in an image, 0.1 to 1.'],
  'ocr.minRecognitionScore': ['0.8', 'How sure it must be of what text in an image says, 0.1 to 1.'],
  'ocr.maxResolution': ['736', 'Pixels to which images are brought before text is looked for.'],
};
