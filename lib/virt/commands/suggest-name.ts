/** A free name made of the operating system's short id, as virt-manager suggests it: `debian13`, `debian13-2`. */
export function suggestName(osId: string | null, taken: readonly string[]): string {
  const stem = osId === null || osId === '' || osId === 'generic' ? 'vm' : osId.replace(/[^A-Za-z0-9._-]/g, '-')
  if (!taken.includes(stem)) return stem
  let number = 2
  while (taken.includes(`${stem}-${number}`)) number += 1
  return `${stem}-${number}`
}
