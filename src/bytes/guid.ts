/** GUIDs: 16 bytes, of which Windows stores the first three groups little endian. */

/** @param bytes 16 bytes @returns the lower-case text form without braces */
export function formatGuid(bytes: Uint8Array): string {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  const hex = order.map((index) => (bytes[index] ?? 0).toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** @param text the text form, with or without braces @returns 16 bytes */
export function parseGuid(text: string): Uint8Array {
  const hex = text.replaceAll(/[{}-]/g, '');
  if (!/^[0-9a-fA-F]{32}$/.test(hex)) throw new RangeError(`Expected a GUID, got "${text}"`);
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  return Uint8Array.from(order, (index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}
