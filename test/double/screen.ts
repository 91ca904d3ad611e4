/** A machine's screen, and the thumbnail of it that Hyper-V gives: RGB565, little endian, row by row. */

export interface Screen {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel. */
  readonly rgb: Uint8Array;
}

/** The nearest pixel of each. Source: GetVirtualSystemThumbnailImage of Msvm_VirtualSystemManagementService. */
export function thumbnailOf({ width, height, rgb }: Screen, toWidth: number, toHeight: number): Buffer {
  const image = Buffer.alloc(toWidth * toHeight * 2);
  for (let y = 0; y < toHeight; y++) {
    for (let x = 0; x < toWidth; x++) {
      const from = (Math.floor((y * height) / toHeight) * width + Math.floor((x * width) / toWidth)) * 3;
      const [red = 0, green = 0, blue = 0] = rgb.subarray(from, from + 3);
      image.writeUInt16LE(((red >> 3) << 11) | ((green >> 2) << 5) | (blue >> 3), (y * toWidth + x) * 2);
    }
  }
  return image;
}

/** A PPM of qemu: `P6`, width, height, 255, then the pixels. */
export function parsePpm(bytes: Buffer): Screen {
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 64));
  if (header === null) throw new Error('qemu gave no PPM');
  return { width: Number(header[1]), height: Number(header[2]), rgb: bytes.subarray(header[0].length) };
}
