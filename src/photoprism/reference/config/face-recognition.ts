/** PhotoPrism's settings of how faces are found and told apart. */
import { type ConfigSection, option } from './option.ts';

export const faceRecognition: ConfigSection = {
  title: 'Face Recognition',
  options: [
    option('face-detector', '', 'Which model looks for faces.'),
    option('face-detector-threads', '', 'Cores that one search for faces may use.'),
    option('face-engine', 'auto', 'What runs the search for faces; auto picks the best there is.'),
    option('face-engine-threads', '0', 'Cores that this engine may use; 0 leaves the choice to it.'),
    option('face-model', '', 'Which model tells faces apart.'),
    option('face-model-threads', '', 'Cores that telling faces apart may use.'),
    option('face-size', '50', 'Pixels that a face must have to be noticed.'),
    option('face-size-retry', '10', 'Pixels that a face must have when a picture is searched again.'),
    option('face-migrate-size', '10', 'Pixels that a face must have when all move to another model.'),
    option('face-migrate-score', '', 'How clear a face must be when all move to another model.'),
    option('face-score', '9', 'How clear a face must be to be noticed.'),
    option('face-overlap', '42', 'Percent by which two frames may cover each other before they are one face.'),
    option('face-cluster-size', '80', 'Pixels that a face must have to help to make out a person.'),
    option('face-cluster-score', '15', 'How clear a face must be to help to make out a person.'),
    option('face-cluster-core', '4', 'Similar faces that it takes to make out a person.'),
    option('face-cluster-core-retry', '4', 'Similar faces that it takes to make out a person at a second attempt.'),
    option('face-cluster-dist', '0.64', 'How unlike two faces may be that make out one person.'),
    option('face-cluster-radius', '0.42', 'How far around a person faces are matched without asking.'),
    option('face-cluster-percentile', '95', "Share of a person's faces that must lie within the radius of a person."),
    option('face-collision-dist', '0.05', 'Nearness at which two people are held to be mixed up.'),
    option('face-epsilon-dist', '0.01', 'Tolerance in telling whether two people are mixed up.'),
    option('face-match-dist', '0.46', 'How unlike a face may be to still be given a name.'),
    option('face-match-margin', '0.01', 'How much nearer the best name must be than the next.'),
    option('face-skip-children', 'false', 'Passes over faces of children, which are easily confused.'),
    option('face-allow-background', 'false', 'Counts faces in, too, that are probably just background.'),
  ],
};
