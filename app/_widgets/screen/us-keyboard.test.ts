import { describe, expect, it } from 'vitest'
import { keystrokesOf } from './us-keyboard.ts'

describe('keystrokesOf', () => {
  it('types each printable character of ASCII, line ends and tabs', () => {
    const printable = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).join('')
    const { strokes, untypable } = keystrokesOf(`${printable}\r\n\t`)
    expect(untypable).toEqual([])
    expect(strokes).toHaveLength(97)
    expect(strokes.filter(({ shift }) => shift)).toHaveLength(26 + 21)
  })

  it('knows where a character is', () => {
    expect(keystrokesOf('a~"\n').strokes).toEqual([
      { keysym: 0x61, code: 'KeyA', shift: false },
      { keysym: 0x7e, code: 'Backquote', shift: true },
      { keysym: 0x22, code: 'Quote', shift: true },
      { keysym: 0xff0d, code: 'Enter', shift: false },
    ])
  })

  it('names what no key types, once', () => {
    expect(keystrokesOf('ls 中文中é').untypable).toEqual(['中', '文', 'é'])
  })
})
