/**
 * Every kind of file that PhotoPrism knows, with its extensions.
 * https://github.com/photoprism/photoprism/blob/develop/pkg/fs/file_exts.go
 */

export const formatTypes = ['archive', 'document', 'image', 'raw', 'sidecar', 'vector', 'video'] as const;
export type FormatType = (typeof formatTypes)[number];

export type FileFormat = {
  readonly format: string;
  readonly type: FormatType;
  /** Separated by spaces. */
  readonly extensions: string;
  readonly description: string;
};

type Row = readonly [format: string, extensions: string, description: string];

const images: readonly Row[] = [
  ['AVIF', '.avif', 'Small and sharp pictures, compressed like AV1 video.'],
  ['AVIFS', '.avis .avifs', 'Several AVIF pictures in a row, as in an animation.'],
  ['BMP', '.bmp', 'Uncompressed pictures, mostly from Windows.'],
  ['GIF', '.gif', 'Pictures of 256 colours that may move.'],
  ['HEIC', '.avci .avcs .heic .heif .hif', 'What iPhones and some cameras save photos as.'],
  ['HEICS', '.heics .heifs', 'Several HEIC pictures in a row, as in a burst.'],
  ['JPG', '.jfi .jfif .jif .jpe .jpeg .jpg', 'What most cameras and phones save photos as.'],
  ['JXL', '.jxl', 'JPEG XL, the successor of JPEG.'],
  ['MPO', '.mpo', 'Two JPEGs in one file that make a picture with depth.'],
  ['PNG', '.apng .pn .png .pnga', 'Pictures without loss, such as screenshots; some of them move.'],
  ['PSD', '.psd', 'Pictures in layers, from Photoshop.'],
  ['THM', '.thm', 'Small pictures that cameras put beside their videos.'],
  ['TIFF', '.tif .tiff', 'Pictures without loss, from scanners and print shops.'],
  ['WEBP', '.webp', "The web's small pictures, made by Google."],
];

const raws: readonly Row[] = [
  ['DNG', '.dng', 'The open RAW format, which some phones and cameras save.'],
  [
    'RAW',
    '.3fr .ari .arw .bay .cap .cr2 .cr3 .crw .data .dcr .dcs .drf .eip .erf .fff .gpr .iiq .k25 .kdc .mdc .mef .mos .mrw .nef .nrw .obm .orf .pef .ptx .pxn .r3d .raf .raw .rw2 .rwl .rwz .sr2 .srf .srw .x3f',
    "Pictures as a camera's sensor saw them; each maker has its own.",
  ],
];

const sidecars: readonly Row[] = [
  ['AAE', '.aae', 'What somebody edited in Apple Photos.'],
  ['JSON', '.json', 'Metadata that ExifTool or Google Photos wrote.'],
  ['MD', '.markdown .md', 'Notes in Markdown.'],
  ['NFO', '.nfo', 'Notes about a file, mostly a video.'],
  ['TXT', '.txt', 'Notes without any form.'],
  ['XML', '.xml', 'Metadata in XML.'],
  ['XMP', '.xmp', 'Metadata that photo editors keep beside a picture.'],
  ['YAML', '.yaml .yml', "PhotoPrism's own copy of what it knows of a picture."],
];

const vectors: readonly Row[] = [
  ['AI', '.ai', 'Drawings from Illustrator.'],
  ['EPS', '.eps .eps2 .eps3 .epi .ept .epsf .epsi', 'Drawings that are placed in print documents.'],
  ['PS', '.ps .ps2 .ps3', 'Pages for a printer, in PostScript.'],
  ['SVG', '.svg', "The web's drawings, which stay sharp at any size."],
];

const videos: readonly Row[] = [
  ['3G2', '.3g2', 'Videos of old phones on CDMA networks.'],
  ['3GP', '.3gp', 'Videos of old phones.'],
  ['ASF', '.asf', 'Container for Windows Media.'],
  ['AV1', '.av1 .av01', 'Video that is free of royalties.'],
  ['AVC', '.avc .avc1 .avc10 .avc2 .avc3 .dva .dva1 .dvav .h264', 'Video that plays nearly everywhere (H.264).'],
  ['AVCHD', '.mts', 'Videos of camcorders.'],
  ['AVI', '.avi', 'Container of early digital cameras and of Windows.'],
  ['DV', '.dv', 'Videos from tapes of digital camcorders.'],
  ['EVC', '.evc .evc1', 'Video of the MPEG-5 family.'],
  ['FLV', '.f4v .flv', 'Videos for the Flash player.'],
  ['HEV', '.dvhe .hev .hev1 .hev10 .hev2 .hev3', 'H.265 video whose parameters are spread over its samples.'],
  [
    'HVC',
    '.dvh .dvh1 .h265 .hevc .hevc10 .hvc .hvc1 .hvc10 .hvc2 .hvc3',
    'H.265 video, half the size of H.264, as phones save it.',
  ],
  ['M2TS', '.m2t .m2ts .mp2t .ts', 'Videos from Blu-ray discs and television.'],
  ['M4V', '.m4v', 'MP4 as Apple names it.'],
  ['MJPEG', '.mjpeg .mjpg', 'Video that is a row of JPEGs.'],
  ['MKV', '.mkv', 'Open container for any video, sound and subtitles.'],
  ['MOV', '.mov .qt', "Apple's container, which iPhones save videos in."],
  ['MP2', '.mp2 .mpv', 'MPEG-2 video, as on DVDs.'],
  ['MP4', '.mp .mp4', 'Container that most phones and cameras save videos in.'],
  ['MPEG', '.mpeg .mpg', 'Early digital video.'],
  ['MXF', '.mxf', 'Container of broadcast cameras.'],
  ['OGV', '.ogg .ogv .ogx', 'Open container with Theora video.'],
  ['VP8', '.vp8', 'Video that WebM files began with.'],
  ['VP9', '.vp9', 'Video of newer WebM files.'],
  ['VVC', '.h266 .vvc .vvc1', 'H.266 video, the successor of H.265.'],
  ['WEBM', '.webm', "The web's open container for video."],
  ['WMV', '.wmv', 'Windows Media video.'],
];

function formatsOf(type: FormatType, rows: readonly Row[]): FileFormat[] {
  return rows.map(([format, extensions, description]) => ({ format, type, extensions, description }));
}

/** Sorted by type and then by name. */
export const fileFormats: readonly FileFormat[] = [
  ...formatsOf('archive', [['ZIP', '.zip', 'Several files in one, for uploads and downloads.']]),
  ...formatsOf('document', [['PDF', '.pdf', 'Pages as they are printed.']]),
  ...formatsOf('image', images),
  ...formatsOf('raw', raws),
  ...formatsOf('sidecar', sidecars),
  ...formatsOf('vector', vectors),
  ...formatsOf('video', videos),
];
