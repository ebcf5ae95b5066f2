/**
 * What PhotoPrism reads from files, and under which names: tags as ExifTool calls them, XMP properties, Dublin Core
 * elements, each list in the order in which it is consulted.
 * https://github.com/photoprism/photoprism/blob/develop/internal/meta/data.go
 */

export type FieldType = 'decimal' | 'duration' | 'flag' | 'list' | 'number' | 'text' | 'timestamp';

export type MetadataField = {
  readonly field: string;
  readonly type: FieldType;
  readonly exiftool: string;
  readonly xmp?: string;
  readonly dublin_core?: string;
  readonly description: string;
};

type Row = readonly [field: string, description: string, exiftool: string, xmp?: string, dublinCore?: string];

const decimals: readonly Row[] = [
  ['Altitude', 'Metres above the sea.', 'GlobalAltitude, GPSAltitude', 'exif:GPSAltitude'],
  ['Aperture', 'Aperture as an APEX value or f-number.', 'ApertureValue, Aperture', 'exif:ApertureValue'],
  ['FNumber', 'Aperture as an f-number.', 'FNumber', 'exif:FNumber'],
  ['FPS', 'Pictures a second of a video.', 'VideoFrameRate, VideoAvgFrameRate'],
  ['FocalDistance', 'Distance from which on everything is sharp.', 'HyperfocalDistance'],
];

const flags: readonly Row[] = [
  ['Favorite', 'Whether it was marked as a favourite.', 'Favorite', 'fstop:favorite'],
  ['Flash', 'Whether the flash went off.', 'FlashFired', 'exif:Flash/exif:Fired'],
];

const numbers: readonly Row[] = [
  [
    'FocalLength',
    'Millimetres of the lens.',
    'FocalLength, FocalLengthIn35mmFormat',
    'exif:FocalLength, exif:FocalLengthIn35mmFilm',
  ],
  ['Frames', 'Pictures that an animation has.', 'FrameCount, AnimationFrames'],
  [
    'Height',
    'Pixels from top to bottom.',
    'ImageHeight, ImageLength, PixelYDimension, ExifImageHeight, SourceImageHeight',
  ],
  ['ImageType', "Apple's mark of pictures in high dynamic range.", 'HDRImageType'],
  ['Iso', 'Sensitivity of the sensor.', 'ISO', 'exifEX:PhotographicSensitivity, exif:ISOSpeedRatings'],
  ['Pages', 'Pages that a document has.', 'PageCount, NPages, Pages'],
  ['Rotation', 'Degrees by which a video is to be turned.', 'Rotation'],
  ['Width', 'Pixels from left to right.', 'ImageWidth, PixelXDimension, ExifImageWidth, SourceImageWidth'],
];

const texts: readonly Row[] = [
  ['Artist', 'Who took it.', 'Artist, Creator, By-line, OwnerName, Owner', 'dc:creator', 'creator'],
  ['CameraMake', "Camera's maker.", 'CameraMake, Make', 'tiff:Make'],
  ['CameraModel', "Camera's model.", 'CameraModel, Model, CameraID, UniqueCameraModel', 'tiff:Model'],
  ['CameraOwner', 'Who the camera belongs to.', 'OwnerName', 'aux:OwnerName'],
  ['CameraSerial', "Camera's serial number.", 'SerialNumber', 'exifEX:BodySerialNumber, aux:SerialNumber'],
  [
    'Caption',
    'What somebody wrote about it.',
    'Description, ImageDescription, Caption, Caption-Abstract',
    'dc:description, tiff:ImageDescription',
    'description, description.Alt',
  ],
  ['Codec', 'How the file is encoded.', 'CompressorID, VideoCodecID, CodecID, OtherFormat, VideoCodec, FileType'],
  ['ColorProfile', 'What its colours mean.', 'ICCProfileName, ProfileDescription', 'photoshop:ICCProfile'],
  [
    'Copyright',
    'Whose rights it is under.',
    'Rights, Copyright, CopyrightNotice, WebStatement',
    'dc:rights, tiff:Copyright, xmpRights:WebStatement',
    'rights, rights.Alt',
  ],
  [
    'DocumentID',
    'What tells the picture from others, whatever file it is in.',
    'ContentIdentifier, MediaGroupUUID, BurstUUID, OriginalDocumentID, DocumentID, ImageUniqueID, DigitalImageGUID',
    'xmpMM:OriginalDocumentID, xmpMM:DocumentID, dc:identifier',
    'identifier',
  ],
  [
    'Exposure',
    'Seconds for which the shutter was open.',
    'ExposureTime, ShutterSpeedValue, ShutterSpeed, TargetExposureTime',
    'exif:ExposureTime, exif:ShutterSpeedValue',
  ],
  ['FileName', 'Name that the file says it has.', 'FileName'],
  ['GPSLatitude', 'Degrees north or south.', 'GPSLatitude', 'exif:GPSLatitude'],
  ['GPSLongitude', 'Degrees east or west.', 'GPSLongitude', 'exif:GPSLongitude'],
  ['GPSPosition', 'Both coordinates in one.', 'GPSPosition'],
  ['InstanceID', 'What tells this version of the file from others.', 'InstanceID, DocumentID', 'xmpMM:InstanceID'],
  ['LensMake', "Lens's maker.", 'LensMake', 'exifEX:LensMake'],
  ['LensModel', "Lens's model.", 'LensModel, Lens, LensID', 'exifEX:LensModel, aux:Lens, aux:LensID'],
  ['License', 'How others may use it.', 'UsageTerms, License', 'xmpRights:UsageTerms'],
  ['Notes', 'What somebody noted beside the caption.', 'Comment, UserComment', 'exif:UserComment'],
  ['Projection', 'How a panorama is to be shown.', 'ProjectionType', 'GPano:ProjectionType'],
  [
    'Software',
    'What saved the file last.',
    'Software, Producer, CreatorTool, CreatorSubTool, HistorySoftwareAgent, ProcessingSoftware',
    'xmp:CreatorTool, tiff:Software',
  ],
  [
    'Subject',
    'Who or what it shows.',
    'Subject, PersonInImage, ObjectName, HierarchicalSubject, CatalogSets',
    'dc:subject, Iptc4xmpExt:PersonInImage, lr:hierarchicalSubject',
    'subject',
  ],
  [
    'TimeOffset',
    "How far the camera's clock was from UTC.",
    'OffsetTime, OffsetTimeOriginal, OffsetTimeDigitized',
    'exif:OffsetTimeOriginal, exif:OffsetTime, exif:OffsetTimeDigitized',
  ],
  ['Title', 'What it is called.', 'Title, Headline', 'dc:title, photoshop:Headline', 'title, title.Alt'],
];

const timestamps: readonly Row[] = [
  [
    'CreatedAt',
    'When the file came into being.',
    'SubSecCreateDate, CreationTime, CreationDate, CreateDate, MediaCreateDate, ContentCreateDate, TrackCreateDate',
    'xmp:CreateDate, xmpDM:CreationDate',
  ],
  [
    'TakenAt',
    'When it was taken, in UTC.',
    'SubSecDateTimeOriginal, SubSecDateTimeCreated, DateTimeOriginal, CreationTime, CreationDate, DateTimeCreated, DateTime, DateTimeDigitized',
    'photoshop:DateCreated, exif:DateTimeOriginal, xmp:CreateDate',
  ],
  [
    'TakenAtLocal',
    'When it was taken, by the clock of the place.',
    'SubSecDateTimeOriginal, SubSecDateTimeCreated, DateTimeOriginal, CreationDate, DateTimeCreated, DateTime, DateTimeDigitized',
  ],
  [
    'TakenGps',
    'When it was taken, as satellites said.',
    'GPSDateTime, GPSDateStamp',
    'exif:GPSTimeStamp, exif:GPSDateStamp',
  ],
];

function fieldsOf(type: FieldType, rows: readonly Row[]): MetadataField[] {
  return rows.map(([field, description, exiftool, xmp, dublinCore]) => ({
    field,
    type,
    exiftool,
    ...(xmp === undefined ? {} : { xmp }),
    ...(dublinCore === undefined ? {} : { dublin_core: dublinCore }),
    description,
  }));
}

/** Sorted by type and then by name. */
export const metadataFields: readonly MetadataField[] = [
  ...fieldsOf('decimal', decimals),
  ...fieldsOf('duration', [
    ['Duration', 'How long it plays.', 'Duration, MediaDuration, TrackDuration, PreviewDuration'],
  ]),
  ...fieldsOf('flag', flags),
  ...fieldsOf('list', [['Keywords', 'Words that it was marked with.', 'Keywords']]),
  ...fieldsOf('number', numbers),
  ...fieldsOf('text', texts),
  ...fieldsOf('timestamp', timestamps),
];
