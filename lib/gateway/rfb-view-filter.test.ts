import { describe, expect, it } from 'vitest'
import { RfbViewFilter } from './rfb-view-filter.ts'

const hello = Buffer.from('RFB 003.008\n')
const request = Buffer.from([3, 1, 0, 0, 0, 0, 4, 0, 3, 0])
const key = Buffer.from([4, 1, 0, 0, 0, 0, 0, 0x61])
const pointer = Buffer.from([5, 1, 0, 10, 0, 10])
const cutText = (text: string) => Buffer.concat([Buffer.from([6, 0, 0, 0, 0, 0, 0, text.length]), Buffer.from(text)])

function opened(): RfbViewFilter {
  const filter = new RfbViewFilter()
  filter.push(Buffer.concat([hello, Buffer.of(1), Buffer.of(1)]))
  return filter
}

describe('what a viewer sends to a VNC server', () => {
  it('passes the greeting, and makes the session a shared one', () => {
    const filter = new RfbViewFilter()
    expect(filter.push(hello)).toEqual(hello)
    expect(filter.push(Buffer.of(1))).toEqual(Buffer.of(1))
    expect(filter.push(Buffer.of(0))).toEqual(Buffer.of(1))
  })
  it('passes the answer to a password question', () => {
    const filter = new RfbViewFilter()
    const answer = Buffer.alloc(16, 7)
    expect(filter.push(Buffer.concat([hello, Buffer.of(2), answer, Buffer.of(1), key, request]))).toEqual(
      Buffer.concat([hello, Buffer.of(2), answer, Buffer.of(1), request]),
    )
  })
  it('passes what asks for the picture only', () => {
    const pixelFormat = Buffer.from([0, ...Array<number>(19).fill(1)])
    const fence = Buffer.from([248, 0, 0, 0, 0, 0, 0, 1, 2, 9, 9])
    const updates = Buffer.from([150, 1, 0, 0, 0, 0, 4, 0, 3, 0])
    const all = Buffer.concat([pixelFormat, request, fence, updates])
    expect(opened().push(all)).toEqual(all)
  })
  it.each<[string, Buffer]>([
    ['a key', key],
    ['the pointer', pointer],
    ['the clipboard', cutText('rm -rf /')],
    ['the extended clipboard', Buffer.from([6, 0, 0, 0, 0xff, 0xff, 0xff, 0xfc, 1, 2, 3, 4])],
    ["QEMU's own key", Buffer.from([255, 0, 0, 1, 0, 0, 0, 0x61, 0, 0, 0, 30])],
    ['power', Buffer.from([250, 0, 1, 2])],
    ['another size', Buffer.from([251, 0, 0, 9, 0, 9, 1, 0, ...Array<number>(16).fill(0)])],
  ])('drops %s, in whatever pieces it comes', (_name, message) => {
    expect(opened().push(Buffer.concat([message, request]))).toEqual(request)
    const filter = opened()
    const pieces = [...message, ...request].map((byte) => filter.push(Buffer.of(byte)))
    expect(Buffer.concat(pieces)).toEqual(request)
  })
  it('takes the encodings of input out of those asked for', () => {
    const encodings = (...list: number[]) => {
      const message = Buffer.alloc(4 + 4 * list.length)
      message[0] = 2
      message.writeUInt16BE(list.length, 2)
      for (const [index, encoding] of list.entries()) message.writeInt32BE(encoding, 4 + 4 * index)
      return message
    }
    expect(opened().push(encodings(7, -316, -258, -308, 0, -1063131698))).toEqual(encodings(7, 0))
  })
  it.each<[string, Buffer]>([
    ['an older version', Buffer.from('RFB 003.003\n')],
    ['a kind of security that wraps what follows', Buffer.concat([hello, Buffer.of(19)])],
    ['a message that it does not know', Buffer.concat([hello, Buffer.from([1, 1, 77])])],
  ])('gives up at %s', (_name, bytes) => {
    expect(() => new RfbViewFilter().push(bytes)).toThrow('rfb')
  })
})
