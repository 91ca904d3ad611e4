/** Names of others as one line of text: what would steer a terminal, break a line or turn the order of letters is a "\uFFFD". */

const STEERING = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

export function printable(text: string): string {
  return text.replace(STEERING, '\uFFFD');
}
