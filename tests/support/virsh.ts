import type { TestLab } from './lab.ts'

/** What virsh prints in the lab, for comparison. */
export function virsh(lab: TestLab, ...args: string[]): Promise<string> {
  return lab.run('env', 'LC_ALL=C.UTF-8', 'virsh', '--quiet', ...args)
}

/** Rows of a virsh table: columns are apart by two spaces or more. */
export async function virshTable(lab: TestLab, ...args: string[]): Promise<string[][]> {
  const printed = await virsh(lab, ...args)
  return printed
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/\s{2,}/))
}

/** `Key:   value` lines, as dominfo and pool-info print them. */
export async function virshFields(lab: TestLab, ...args: string[]): Promise<Record<string, string>> {
  const printed = await virsh(lab, ...args)
  const entries = printed
    .split('\n')
    .map((line) => /^([^:]+):\s*(.*)$/.exec(line))
    .filter((match) => match !== null)
  return Object.fromEntries(entries.map(([, key = '', value = '']) => [key.trim(), value.trim()]))
}
