import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { commandDisplay, commandText } from './command.ts'

const cat = (input: string) => [{ argv: ['cat'], input }, { argv: ['printf', '%s|', 'a b', "it's", '$HOME'] }]

describe.each([
  ['text', commandText],
  ['display', commandDisplay],
])('a command as %s', (_name, toText) => {
  it.each(['<a b="$(id)">`x`</a>', 'EOF\nEOF_\nlast', "it's \\n"])('is run by a shell as it stands: %j', (input) => {
    const printed = execFileSync('sh', ['-c', toText(cat(input))], { encoding: 'utf8' })
    expect(printed).toBe(`${input}\na b|it's|$HOME|`)
  })

  it('stops at the first step that fails', () => {
    const command = [{ argv: ['sh', '-c', 'cat; exit 3'], input: 'x' }, { argv: ['echo', 'never'] }]
    expect(() => execFileSync('sh', ['-c', toText(command)])).toThrow(expect.objectContaining({ status: 3 }))
  })
})
