import { isVirtLabError } from '#lib/base/error.ts'

const advice: Record<string, string> = {
  'backup.exists': 'Name a directory that does not exist yet.',
  'backup.none': 'It has no manifest.json: the backup was not finished, or this is another directory.',
  'backup.newer': 'It was made by a newer VirtLab. Update this one first.',
  'backup.damaged': 'A file of it is missing or cut short. Take another backup.',
  'backup.not-empty': 'Restore into an empty site: name another with VIRTLAB_STATE, or move the old one away.',
  'incus.unreachable': 'Incus does not answer: npm run doctor says why.',
  'incus.no-space':
    'The disk is full. Incus makes each file below its own directory first, so there must be room for the largest lab there, too.',
}

/** What happened and what to do. */
export function explainBackupError(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  if ((error as NodeJS.ErrnoException | null)?.code === 'ENOSPC')
    return `The disk is full (${words}). Nothing of use was written: delete the directory.`
  return isVirtLabError(error) ? `${words}. ${advice[error.code] ?? ''}` : words
}
