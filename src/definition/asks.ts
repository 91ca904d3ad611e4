/** Whether the value of a key asks for anything: an empty list does not. */
export function asks(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
