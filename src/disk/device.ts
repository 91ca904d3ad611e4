/** A run of bytes in sectors: a whole disk, or one volume of it. */

/** Bytes that can be read at any position. */
export interface ByteSource {
  /** As the user named it, for messages: `disk.vhdx`, `disk.vhdx#3`. */
  readonly label: string;
  /** Bytes. */
  readonly size: number;
  /**
   * Fills `target` from `offset`; neither needs to be aligned.
   *
   * @throws damaged when the range reaches beyond `size`, or the container contradicts itself there
   */
  read(offset: number, target: Uint8Array): Promise<void>;
}

export interface BlockDevice extends ByteSource {
  /** Bytes of a logical sector: 512 or 4096. */
  readonly sectorSize: number;
  close(): Promise<void>;
}

/** The next `length` bytes from `offset` in a buffer of their own. */
export async function readAt(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  const target = new Uint8Array(length);
  await source.read(offset, target);
  return target;
}
