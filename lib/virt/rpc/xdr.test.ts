import { describe, expect, test } from 'vitest'
import { isVirtLabError } from '#lib/base/error.ts'
import {
  array,
  charArray,
  type Codec,
  flag,
  hyper,
  int,
  optional,
  string,
  struct,
  uhyper,
  uint,
  uuid,
} from './codec.ts'
import { typedParameter } from './structs.ts'
import { XdrReader, XdrWriter } from './xdr.ts'

function encode<T>(codec: Codec<T>, value: T): Buffer {
  const writer = new XdrWriter()
  codec.write(writer, value)
  return writer.finish()
}

function roundTrip<T>(codec: Codec<T>, value: T): T {
  const bytes = encode(codec, value)
  expect(bytes.length % 4).toBe(0)
  const reader = new XdrReader(bytes)
  const read = codec.read(reader)
  expect(reader.remaining).toBe(0)
  return read
}

function thrown(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

describe('round trips', () => {
  test.each([
    ['int', int, -2_147_483_648],
    ['uint', uint, 4_294_967_295],
    ['hyper', hyper, -9_007_199_254_740_991],
    ['uhyper', uhyper, 9_007_199_254_740_991],
    ['empty string', string, ''],
    ['string with padding', string, 'abcde'],
    ['Chinese', string, '虚拟机'],
    ['long string', string, 'x'.repeat(100_003)],
    ['uuid', uuid, '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'],
    ['char array', charArray(32), 'x86_64'],
    ['full char array', charArray(4), 'abcd'],
    ['nothing', optional(string), null],
    ['something', optional(string), 'a'],
    ['array', array(string), ['a', 'bb', 'ccc', 'dddd']],
    ['flag', flag, true],
  ] as [string, Codec<unknown>, unknown][])('%s', (_name, codec, value) => {
    expect(roundTrip(codec, value)).toEqual(value)
  })

  test.each([
    [1, -1],
    [2, 1],
    [3, -(2n ** 60n)],
    [4, 2n ** 64n - 1n],
    [4, 5],
    [5, 0.5],
    [6, true],
    [7, 'words'],
  ])('typed parameter of type %i', (type, value) => {
    expect(roundTrip(typedParameter, { field: 'f', type, value })).toEqual({ field: 'f', type, value })
  })

  test('struct', () => {
    const codec = struct({ name: string, uuid, id: int })
    const value = { name: 'web', uuid: '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', id: -1 }
    expect(roundTrip(codec, value)).toEqual(value)
  })
})

test('bytes are those of RFC 4506', () => {
  expect(encode(string, 'hi').toString('hex')).toBe('0000000268690000')
  expect(encode(optional(int), 1).toString('hex')).toBe('0000000100000001')
  expect(encode(uhyper, 2 ** 32).toString('hex')).toBe('0000000100000000')
})

describe('hostile packets', () => {
  const value = array(struct({ name: string, uuid, id: int }))
  const whole = encode(value, [{ name: 'virtual', uuid: '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', id: 7 }])

  test('cut at any byte: a protocol error', () => {
    for (let length = 0; length < whole.length; length++) {
      const error = thrown(() => value.read(new XdrReader(whole.subarray(0, length))))
      expect(isVirtLabError(error, 'libvirt.protocol')).toBe(true)
    }
  })

  test.each([
    ['string longer than allowed', string, 'ffffffff'],
    ['string longer than the packet', string, '0000ffff61'],
    ['array of 2³²−1 elements', array(int), 'ffffffff00000000'],
    ['parameter of unknown type', typedParameter, '000000016600000000000063'],
  ] as [string, Codec<unknown>, string][])('%s', (_name, codec, hex) => {
    const error = thrown(() => codec.read(new XdrReader(Buffer.from(hex, 'hex'))))
    expect(isVirtLabError(error, 'libvirt.protocol')).toBe(true)
  })

  test('a UUID that is none is refused before it is sent', () => {
    expect(
      isVirtLabError(
        thrown(() => encode(uuid, '../x')),
        'libvirt.protocol',
      ),
    ).toBe(true)
  })
})
