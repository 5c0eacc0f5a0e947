import { createHash } from 'node:crypto'
import type { HostFacts } from './host-facts.ts'

/** /etc/group: members by group. */
export function readGroups(text: string): HostFacts['groups'] {
  const lines = text.split('\n').map((line) => line.split(':'))
  return Object.fromEntries(
    lines
      .filter(([name, , , members]) => name && members !== undefined)
      .map(([name = '', , , members = '']) => [name, members.split(',').filter(Boolean)]),
  )
}

/**
 * A package by dpkg's status file, and by its program: `known` is the program's sha256 and path as sha256sum prints them, from the
 * image's properties, `program` what is at that path now.
 */
export function readPackage(o: {
  status: string
  name: string
  known: string | null
  program: string | null
}): HostFacts['packages'][string] {
  const { status, name, known, program } = o
  const paragraph = status.split('\n\n').find((one) => one.startsWith(`Package: ${name}\n`)) ?? ''
  const digest = createHash('sha256')
    .update(program ?? '')
    .digest('hex')
  return {
    installed: /^Status: install ok installed$/m.test(paragraph),
    version: /^Version: (.*)$/m.exec(paragraph)?.[1] ?? null,
    genuine: known === null ? null : known.split(/\s+/)[0] === digest,
  }
}
