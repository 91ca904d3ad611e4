/** A run of bytes in sectors: a whole disk, or one volume of it. */

export interface BlockDevice {
  /** As the user named it, for messages: `disk.vhdx`, `disk.vhdx#3`. */
  readonly label: string;
  /** Bytes. */
  readonly size: number;
  /** Bytes of a logical sector: 512 or 4096. */
  readonly sectorSize: number;
  /**
   * Fills `target` from `offset`; neither needs to be aligned.
   *
   * @throws damaged when the range reaches beyond `size`, or the container contradicts itself there
   */
  read(offset: number, target: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** The next `length` bytes from `offset` in a buffer of their own. */
export async function readAt(device: BlockDevice, offset: number, length: number): Promise<Uint8Array> {
  const target = new Uint8Array(length);
  await device.read(offset, target);
  return target;
}
