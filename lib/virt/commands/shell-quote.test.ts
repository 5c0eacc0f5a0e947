import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { shellQuote } from './shell-quote.ts'

// The oracle is a real shell: it must hand back exactly the words that were quoted.
function splitByShell(line: string): string[] {
  const output = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${line}`]).toString()
  return output.split('\0').slice(0, -1)
}

describe('shellQuote', () => {
  const hostile = [
    'plain',
    '',
    ' ',
    "it's",
    '"',
    '$(reboot)',
    '`id`',
    '$HOME',
    'a;b',
    'a&&b',
    'a|b',
    '>x',
    '*',
    '?',
    '[a]',
    '{a,b}',
    '~',
    '~root',
    '#comment',
    '!!',
    'line\nbreak',
    'tab\t',
    '\\',
    '\\n',
    "'; rm -rf / #",
    '虚拟机',
    '😀',
    '--name',
    '-x',
    '=',
    'a=b',
    '%s',
    "''",
    "'\\''",
  ]
  it.each(hostile)('gives %j to the program as it is', (word) => {
    expect(splitByShell(shellQuote([word, 'next', word]))).toEqual([word, 'next', word])
  })

  it('leaves words without special characters bare', () => {
    expect(shellQuote(['virsh', '--connect', 'qemu:///system', 'pool=default,size=5'])).toBe(
      'virsh --connect qemu:///system pool=default,size=5',
    )
  })
})
