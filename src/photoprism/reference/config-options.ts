/**
 * Every setting that PhotoPrism knows, in its own order: names, flags and defaults as its source says, sentences of our
 * own. https://github.com/photoprism/photoprism/blob/develop/internal/config/flags.go
 */
import { authentication } from './config/authentication.ts';
import { backup } from './config/backup.ts';
import { clusterConfiguration } from './config/cluster-configuration.ts';
import { computerVision } from './config/computer-vision.ts';
import { customization } from './config/customization.ts';
import { daemonMode } from './config/daemon-mode.ts';
import { databaseConnection } from './config/database-connection.ts';
import { faceRecognition } from './config/face-recognition.ts';
import { featureFlags } from './config/feature-flags.ts';
import { fileConversion } from './config/file-conversion.ts';
import { imageQuality } from './config/image-quality.ts';
import { indexing } from './config/indexing.ts';
import { logging } from './config/logging.ts';
import { networking } from './config/networking.ts';
import type { ConfigOption, ConfigSection, PaidEdition } from './config/option.ts';
import { previewImages } from './config/preview-images.ts';
import { securityTokens } from './config/security-tokens.ts';
import { sidecarFiles } from './config/sidecar-files.ts';
import { siteInformation } from './config/site-information.ts';
import { storage } from './config/storage.ts';
import { usage } from './config/usage.ts';
import { webServer } from './config/web-server.ts';

/** All sections, those with hidden options included. */
export const configSections: readonly ConfigSection[] = [
  authentication,
  logging,
  storage,
  sidecarFiles,
  usage,
  backup,
  indexing,
  featureFlags,
  customization,
  siteInformation,
  clusterConfiguration,
  networking,
  webServer,
  databaseConnection,
  fileConversion,
  securityTokens,
  previewImages,
  imageQuality,
  computerVision,
  faceRecognition,
  daemonMode,
];

/** An option as PhotoPrism's report of its settings has it. */
export interface ConfigItem {
  readonly section: string;
  readonly environment: string;
  readonly cli_flag: string;
  readonly default: string;
  readonly description: string;
}

/** An option of the report, with the only editions that have it. */
export interface ListedOption {
  readonly item: ConfigItem;
  readonly editions: readonly PaidEdition[];
}

/** What PhotoPrism lists of itself: hidden options are left out, as it does. */
export const listedOptions: readonly ListedOption[] = configSections.flatMap(({ title, options }) =>
  options.filter(({ hidden }) => !hidden).map((option) => ({ item: itemOf(title, option), editions: option.editions })),
);

/** The editions follow the description as PhotoPrism writes them: " *pro*". */
function itemOf(section: string, { environment, cliFlag, default: byDefault, description, editions }: ConfigOption) {
  const marks = editions.map((edition) => ` *${edition}*`).join('');
  return { section, environment, cli_flag: cliFlag, default: byDefault, description: `${description}${marks}` };
}
