/** Immich's system settings of videos and images. */
import type { AdminConfigDto } from '@immich/sdk';
import type { SettingTable } from './setting.ts';

export const ffmpeg: SettingTable<AdminConfigDto['ffmpeg']> = {
  crf: ['23', 'How good transcoded videos look: lower is better and larger, 0 to 51.'],
  threads: ['0', 'Cores that transcoding may use; 0 sets no limit.'],
  preset: ['ultrafast', 'How much time encoding may take to make files small, from ultrafast to veryslow.'],
  targetVideoCodec: ['h264', 'What videos are transcoded to: h264, hevc, vp9 or av1.'],
  acceptedVideoCodecs: ['h264', 'Videos that are left as they are: h264, hevc, vp9, av1.'],
  targetAudioCodec: ['aac', 'What sound is transcoded to: aac, mp3, opus or pcm_s16le.'],
  acceptedAudioCodecs: ['aac, mp3, opus', 'Sound that is left as it is: aac, mp3, opus, pcm_s16le.'],
  acceptedContainers: ['mov, ogg, webm', 'Containers beside MP4 that are left as they are.'],
  targetResolution: ['720', 'Height that larger videos are brought to; original changes none.'],
  maxBitrate: ['0', 'Bits a second that a transcoded video may take, as 4500k; 0 sets no limit.'],
  bframes: ['-1', 'Pictures in a row that are coded from both sides, up to 16; -1 leaves it to the encoder.'],
  refs: ['0', 'Pictures that one may be coded from, up to 6; 0 leaves it to the encoder.'],
  gopSize: ['0', 'Pictures from one complete one to the next; 0 leaves it to the encoder.'],
  temporalAQ: ['false', 'Gives calm scenes more detail; for NVENC only.'],
  cqMode: ['auto', 'How quality is held with hardware: auto, cqp or icq.'],
  twoPass: ['false', 'Looks through a video before it is encoded, for a steadier bitrate.'],
  preferredHwDevice: ['auto', 'Which graphics device to use where there are several.'],
  transcode: ['required', 'Which videos are transcoded: all, optimal, bitrate, required or disabled.'],
  accel: ['disabled', 'Hardware that encodes: nvenc, qsv, vaapi, rkmpp or disabled.'],
  accelDecode: ['true', 'Lets the hardware that encodes decode as well.'],
  tonemap: ['hable', 'How HDR becomes SDR: hable, mobius, reinhard or disabled.'],
  'realtime.enabled': ['false', 'Transcodes videos while they are watched (alpha).'],
  'realtime.videoCodecs': ['h264, hevc', 'What a viewer may be offered: h264, hevc, vp9, av1.'],
  'realtime.resolutions': ['480, 720, 1080', 'Heights that a viewer may be offered: 480, 720, 1080, 1440, 2160.'],
};

export const image: SettingTable<AdminConfigDto['image']> = {
  'thumbnail.format': ['webp', 'Format of the small images in the timeline: webp or jpeg.'],
  'thumbnail.size': ['250', 'Pixels of the shorter side of small images.'],
  'thumbnail.quality': ['80', 'How good small images look, 1 to 100.'],
  'thumbnail.progressive': ['false', 'Lets small images appear coarse first and then sharp; JPEG only.'],
  'preview.format': ['jpeg', 'Format of the large images that are viewed one at a time: jpeg or webp.'],
  'preview.size': ['1440', 'Pixels of the shorter side of large images; machine learning sees them, too.'],
  'preview.quality': ['80', 'How good large images look, 1 to 100.'],
  'preview.progressive': ['false', 'Lets large images appear coarse first and then sharp; JPEG only.'],
  'fullsize.enabled': ['false', 'Makes an image of full size of originals that browsers cannot show.'],
  'fullsize.format': ['jpeg', 'Format of images of full size: jpeg or webp.'],
  'fullsize.quality': ['80', 'How good images of full size look, 1 to 100.'],
  'fullsize.progressive': ['false', 'Lets images of full size appear coarse first and then sharp; JPEG only.'],
  colorspace: ['p3', 'Colours of all images that are made: p3 keeps more of them, srgb suits old devices.'],
  extractEmbedded: ['false', 'Takes the preview that a RAW file has in it instead of developing the file.'],
};
