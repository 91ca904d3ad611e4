/** Self-relative security descriptors. */

const SYSTEM = sid(18);
const ADMINISTRATORS = sid(32, 544);
const USERS = sid(32, 545);
/** NT SERVICE\TrustedInstaller */
const TRUSTED_INSTALLER = sid(80, 956008885, 3418522649, 1831038044, 1853292631, 2271478464);

const FULL = 0x1f01ff;
const READ = 0x1200a9;
/** Object and container inherit. */
const INHERIT = 3;
const PROTECTED = 0x1000;

/** What Windows gives its own files, its users' folders, and what everybody may read. */
export const SECURITY = {
  windows: descriptor(TRUSTED_INSTALLER, TRUSTED_INSTALLER, PROTECTED, [
    [TRUSTED_INSTALLER, FULL],
    [ADMINISTRATORS, READ],
    [SYSTEM, READ],
    [USERS, READ],
  ]),
  root: descriptor(TRUSTED_INSTALLER, TRUSTED_INSTALLER, PROTECTED, [
    [ADMINISTRATORS, FULL],
    [SYSTEM, FULL],
    [USERS, READ],
  ]),
  hives: descriptor(ADMINISTRATORS, SYSTEM, PROTECTED, [
    [SYSTEM, FULL],
    [ADMINISTRATORS, FULL],
  ]),
  users: descriptor(SYSTEM, SYSTEM, 0, [
    [SYSTEM, FULL],
    [ADMINISTRATORS, FULL],
    [USERS, READ],
  ]),
};

/** An account of the NT authority. @param {number} first @param {...number} rest */
function sid(first, ...rest) {
  const bytes = Buffer.alloc(12 + rest.length * 4);
  bytes[0] = 1;
  bytes[1] = 1 + rest.length;
  bytes[7] = 5;
  [first, ...rest].forEach((part, index) => bytes.writeUInt32LE(part, 8 + index * 4));
  return bytes;
}

/**
 * @param {Uint8Array} owner @param {Uint8Array} group @param {number} control
 * @param {readonly (readonly [Uint8Array, number])[]} allowed accounts with their rights
 * @returns {Uint8Array}
 */
function descriptor(owner, group, control, allowed) {
  const entries = allowed.map(([account, rights]) => {
    const entry = Buffer.alloc(8);
    entry[1] = INHERIT;
    entry.writeUInt16LE(8 + account.length, 2);
    entry.writeUInt32LE(rights, 4);
    return Buffer.concat([entry, account]);
  });
  const list = Buffer.concat([Buffer.alloc(8), ...entries]);
  list[0] = 2;
  list.writeUInt16LE(list.length, 2);
  list.writeUInt16LE(entries.length, 4);
  const header = Buffer.alloc(20);
  header[0] = 1;
  header.writeUInt16LE(0x8004 | control, 2);
  header.writeUInt32LE(20 + list.length, 4);
  header.writeUInt32LE(20 + list.length + owner.length, 8);
  header.writeUInt32LE(20, 16);
  return Buffer.concat([header, list, owner, group]);
}
