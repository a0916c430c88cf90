/** What the file system throws when it refuses: "EACCES" for want of permission, "EIO" where the disk is broken. */
export function refusal(code: string): Error {
  return Object.assign(new Error('refused'), { code });
}
