import { z } from 'zod'

/** Names of objects that exist: whatever libvirt let in, but no option and nothing that ends a line. */
const existing = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^-\p{Cc}][^\p{Cc}]*$/u)

export const vmName = existing
export const networkName = existing
export const poolName = existing
export const volumeName = existing
export const snapshotName = existing

/** A whole VM's XML. */
export const domainXml = z
  .string()
  .min(1)
  .max(512 * 1024)
