import type { LabHost } from '../lab-host.ts'
import { type FieldError, fieldError } from '#lib/virt/commands/field-error.ts'

/** Whether the lab host reaches the tree: asks for its index files, then for the folder itself. */
export async function checkUrlReadable(host: Pick<LabHost, 'run'>, url: string): Promise<FieldError[]> {
  const base = url.endsWith('/') ? url : `${url}/`
  let words = ''
  for (const path of ['.treeinfo', 'treeinfo', '']) {
    const result = await host.run([
      'curl',
      ...[
        '--silent',
        '--show-error',
        '--fail',
        '--location',
        '--max-time',
        '10',
        '--output',
        '/dev/null',
        '--globoff',
        '--',
      ],
      base + path,
    ])
    if (result.exitCode === 0) return []
    words = result.stderr.trim()
    // 22: the server answered, but not with this file. Anything else will be the same for the next.
    if (result.exitCode !== 22) return [{ ...fieldError('url', 'url-unreachable', { url }), detail: words }]
  }
  return [{ ...fieldError('url', 'url-no-tree', { url }), detail: words }]
}
