/** Where folders of the work directory are kept beside it, for a runner whose disk ends with the job. It is a favour: it throws nothing. */
export interface FolderCache {
  /** Brings back what was saved under that key as that folder, whole or not; nothing where there is nothing. */
  restore(folder: string, key: string): Promise<void>;
  /**
   * @param key names the content: what is there already stays
   * @param bytes about what it takes when it is packed
   */
  save(folder: string, key: string, bytes: number): Promise<void>;
}
