/** The Linux guest that plays Windows: an image for UEFI, disks that boot it, an install medium. */

export { guestDisk, GUEST_DISK_PEERS, makeEsp, type GuestDisk } from './disk.js';
export { setupIso, SETUP_ISO_PEERS } from './setup-iso.js';
export { linuxGuest, LINUX_GUEST_PEERS, type GuestRole } from './image.js';
export { windowsFiles, type ImageState, type WindowsFacts } from './windows-files.js';
