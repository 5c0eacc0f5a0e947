import { describe, expect, test } from 'vitest'
import { PacketSplitter } from './framing.ts'

function packet(body: string): Buffer {
  const bytes = Buffer.alloc(28 + body.length)
  bytes.writeUInt32BE(bytes.length, 0)
  bytes.write(body, 28)
  return bytes
}

const packets = [packet('first'), packet(''), packet('a longer third one')]
const stream = Buffer.concat(packets)

describe('packets come out as they went in', () => {
  test('split in two at every byte', () => {
    for (let at = 0; at <= stream.length; at++) {
      const splitter = new PacketSplitter()
      const found = [...splitter.push(stream.subarray(0, at)), ...splitter.push(stream.subarray(at))]
      expect(found).toEqual(packets)
    }
  })

  test('byte by byte', () => {
    const splitter = new PacketSplitter()
    const found = [...stream].flatMap((byte) => splitter.push(Buffer.of(byte)))
    expect(found).toEqual(packets)
  })

  test('a large one in many chunks', () => {
    const large = packet('x'.repeat(1_000_000))
    const splitter = new PacketSplitter()
    const found: Buffer[] = []
    for (let at = 0; at < large.length; at += 4_096) found.push(...splitter.push(large.subarray(at, at + 4_096)))
    expect(found).toHaveLength(1)
    expect(found[0]?.equals(large)).toBe(true)
  })
})

test.each([0, 4, 27, 33_554_437, 0xffff_ffff])('a packet of %i bytes cannot be', (size) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(size)
  expect(() => new PacketSplitter().push(length)).toThrow(expect.objectContaining({ code: 'libvirt.protocol' }))
})
