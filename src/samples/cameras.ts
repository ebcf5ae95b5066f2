/** A camera with the lens that is on it, as it names itself in EXIF. */
export interface Camera {
  readonly make: string;
  readonly model: string;
  readonly software?: string;
  readonly lensMake: string;
  readonly lensModel: string;
  /** Millimetres. */
  readonly focalLength: number;
  /** Millimetres on 35 mm film for the same view. */
  readonly focalLength35: number;
  readonly fNumber: number;
}

export const IPHONE_13: Camera = {
  make: 'Apple',
  model: 'iPhone 13',
  software: '15.5',
  lensMake: 'Apple',
  lensModel: 'iPhone 13 back dual wide camera 5.1mm f/1.6',
  focalLength: 5.1,
  focalLength35: 26,
  fNumber: 1.6,
};

export const IPHONE_14_PRO: Camera = {
  make: 'Apple',
  model: 'iPhone 14 Pro',
  software: '16.5',
  lensMake: 'Apple',
  lensModel: 'iPhone 14 Pro back triple camera 6.86mm f/1.78',
  focalLength: 6.86,
  focalLength35: 24,
  fNumber: 1.78,
};

export const IPHONE_15_PRO: Camera = {
  make: 'Apple',
  model: 'iPhone 15 Pro',
  software: '17.4',
  lensMake: 'Apple',
  lensModel: 'iPhone 15 Pro back triple camera 6.765mm f/1.78',
  focalLength: 6.765,
  focalLength35: 24,
  fNumber: 1.78,
};

export const PIXEL_5: Camera = {
  make: 'Google',
  model: 'Pixel 5',
  lensMake: 'Google',
  lensModel: 'Pixel 5 back camera 4.38mm f/1.73',
  focalLength: 4.38,
  focalLength35: 27,
  fNumber: 1.73,
};

export const SONY_A7: Camera = {
  make: 'SONY',
  model: 'ILCE-7M3',
  software: 'ILCE-7M3 v3.10',
  lensMake: 'SONY',
  lensModel: 'FE 24-105mm F4 G OSS',
  focalLength: 35,
  focalLength35: 35,
  fNumber: 5.6,
};

export const NIKON_Z6: Camera = {
  make: 'NIKON CORPORATION',
  model: 'NIKON Z 6_2',
  software: 'Ver.01.30',
  lensMake: 'NIKON',
  lensModel: 'NIKKOR Z 20mm f/1.8 S',
  focalLength: 20,
  focalLength35: 20,
  fNumber: 1.8,
};

/** An older camera: it writes no offset from UTC and has no GPS. */
export const CANON_80D: Camera = {
  make: 'Canon',
  model: 'Canon EOS 80D',
  lensMake: 'Canon',
  lensModel: 'EF-S18-135mm f/3.5-5.6 IS USM',
  focalLength: 35,
  focalLength35: 56,
  fNumber: 4.5,
};
