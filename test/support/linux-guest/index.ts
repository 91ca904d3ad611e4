/** The Linux guest that plays Windows: an image for UEFI, disks that boot it, an install medium. */

export { guestDisk, GUEST_DISK_PEERS, makeEsp, type GuestDisk } from './disk.js';
export { linuxGuest, LINUX_GUEST_PEERS, type GuestRole } from './image.js';
export { windowsFiles, type ImageState, type WindowsFacts } from './windows-files.js';
