import { describe, expect, it } from 'vitest'
import { decodeRoster } from './decode-roster.ts'
import { parseRoster } from './parse-roster.ts'
import { readRows } from './read-rows.ts'

const people = (text: string) => parseRoster(text).rows.map(({ name, username }) => [name, username])
const twoPeople = [
  ['张伟', '2026001'],
  ['李娜', '2026002'],
]

describe('a roster is read', () => {
  it.each([
    ['commas and Chinese headings', '姓名,学号\n张伟,2026001\n李娜,2026002'],
    [
      'headings in another order, others between them',
      '序号,学号,性别,姓名,专业\n1,2026001,男,张伟,网络\n2,2026002,女,李娜,',
    ],
    ['semicolons, English headings, Windows line ends', 'User name;Name\r\n2026001;张伟\r\n2026002;李娜\r\n'],
    ['tabs, as copied from a spreadsheet', '学号\t姓名\n2026001\t张伟\n2026002\t李娜'],
    ['the full-width comma', '姓名，学号\n张伟，2026001\n李娜，2026002'],
    ['quotes and spaces', '"姓名" , "学号"\n" 张伟 ","2026001"\n李娜 , 2026002'],
    ['a byte order mark', '\uFEFF姓名,学号\n张伟,2026001\n李娜,2026002'],
    ['blank lines and lines of commas', '\n姓名,学号\n\n张伟,2026001\n,,\n李娜,2026002\n\n'],
    ['no headings', '2026001,张伟\n2026002,李娜'],
    ['no headings, the name first', '张伟,2026001\n李娜,2026002'],
    ['a user name beside the number: it wins', '学号,用户名,姓名\n1,2026001,张伟\n2,2026002,李娜'],
  ])('with %s', (_what, text) => expect(people(text)).toEqual(twoPeople))

  it('with commas, quotes and line ends within quotes; rows are counted as a spreadsheet does', () => {
    const { rows } = parseRoster('name,username\n"Smith, ""Jo""",jo\n"two\nlines",two\n,\nlast,last')
    expect(rows.map(({ line, name }) => [line, name])).toEqual([
      [2, 'Smith, "Jo"'],
      [3, 'two\nlines'],
      [5, 'last'],
    ])
  })
  it('with e-mail and role by what they look like', () => {
    const { rows, columns } = parseRoster(
      'li.wei,Li Wei,li@example.edu,助教\nsun,Sun Yue,,\nqi,Qi Hao,qi@example.edu,学生',
    )
    expect(rows[0]).toEqual({ line: 1, name: 'Li Wei', username: 'li.wei', email: 'li@example.edu', role: '助教' })
    expect(columns.role).toEqual({ number: 4, heading: null })
  })
  it('of one column: user names', () => {
    expect(parseRoster('20260101\n20260102').rows.map(({ username }) => username)).toEqual(['20260101', '20260102'])
  })
  it('of names only: then user names are missing', () => {
    const { rows } = parseRoster('姓名\n张伟')
    expect(readRows(rows)).toMatchObject([{ problem: { column: 'username', problem: 'missing' } }])
  })
  it('that is empty', () => {
    expect(parseRoster('').rows).toEqual([])
    expect(parseRoster('姓名,学号\n').rows).toEqual([])
  })
})

describe('the bytes of a file', () => {
  const gbk = Uint8Array.from([
    0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd1, 0xa7, 0xba, 0xc5, 0x0a, 0xd5, 0xc5, 0xce, 0xb0, 0x2c, 0x37,
  ])
  it.each([
    ['UTF-8', new TextEncoder().encode('姓名,学号\n张伟,7')],
    ['UTF-8 with its mark', new TextEncoder().encode('\uFEFF姓名,学号\n张伟,7')],
    ['GBK', gbk],
    ['UTF-16', Uint8Array.from(Buffer.from('\uFEFF姓名,学号\n张伟,7', 'utf16le'))],
  ])('are %s', (_what, bytes) => {
    const decoded = decodeRoster(bytes)
    expect('text' in decoded && people(decoded.text)).toEqual([['张伟', '7']])
  })
  it('are a workbook, or no text', () => {
    expect(decodeRoster(Uint8Array.from([0x50, 0x4b, 3, 4, 20]))).toEqual({ problem: 'workbook' })
    expect(decodeRoster(Uint8Array.from([1, 0, 2]))).toEqual({ problem: 'encoding' })
    expect(decodeRoster(Uint8Array.from([0x61, 0xff]))).toEqual({ problem: 'encoding' })
  })
})

describe('a row', () => {
  const read = (row: Partial<Record<'name' | 'username' | 'email' | 'role', string>>) =>
    readRows([{ line: 2, name: 'N', username: 'user', email: '', role: '', ...row }])[0]

  it.each([
    [{ username: '' }, 'username', 'missing'],
    [{ username: 'li wei' }, 'username', 'characters'],
    [{ username: 'li@wei' }, 'username', 'characters'],
    [{ username: '=cmd()' }, 'username', 'characters'],
    [{ username: '2.02601E+11' }, 'username', 'number'],
    [{ username: 'x' }, 'username', 'short'],
    [{ username: 'x'.repeat(41) }, 'username', 'long'],
    [{ name: 'x'.repeat(81) }, 'name', 'long'],
    [{ email: 'nowhere' }, 'email', 'malformed'],
    [{ role: 'king' }, 'role', 'unknown'],
  ])('%o is refused at its column', (row, column, problem) => {
    expect(read(row)).toMatchObject({ problem: { column, problem } })
  })
  it('is stored as the sign-in compares it', () => {
    const row = { name: ' 张伟 ', username: 'ＬＩ０１', email: 'Li@Example.EDU', role: 'Teaching Assistant' }
    expect(read(row)).toMatchObject({
      read: { name: '张伟', username: 'li01', email: 'li@example.edu', role: 'assistant' },
    })
  })
  it('is refused the second time, in whatever case, naming the first', () => {
    const rows = parseRoster('name,username\nA,user\nB,USER\nC,user').rows
    expect(readRows(rows)).toMatchObject([
      { read: { name: 'A' } },
      { problem: { column: 'username', problem: 'twice', params: { line: 2 } } },
      { problem: { problem: 'twice', params: { line: 2 } } },
    ])
  })
})
