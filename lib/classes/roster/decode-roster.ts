export type DecodedRoster = { text: string } | { problem: 'workbook' | 'encoding' }

/** A file's text: UTF-8 or UTF-16 by its mark, UTF-8 if it is valid, or GB 18030 (GBK), which Excel writes in China. */
export function decodeRoster(bytes: Uint8Array): DecodedRoster {
  // A workbook (.xlsx) is a ZIP archive, an old one (.xls) a compound file.
  if (startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return { problem: 'workbook' }
  if (startsWith(bytes, [0xff, 0xfe])) return decode(bytes, 'utf-16le')
  if (startsWith(bytes, [0xfe, 0xff])) return decode(bytes, 'utf-16be')
  if (bytes.includes(0)) return { problem: 'encoding' }
  const utf8 = decode(bytes, 'utf-8')
  return 'text' in utf8 ? utf8 : decode(bytes, 'gb18030')
}

function decode(bytes: Uint8Array, encoding: string): DecodedRoster {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) }
  } catch {
    return { problem: 'encoding' }
  }
}

function startsWith(bytes: Uint8Array, mark: number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}
