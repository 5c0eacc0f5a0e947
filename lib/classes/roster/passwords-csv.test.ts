import { expect, it } from 'vitest'
import { passwordsCsv } from './passwords-csv.ts'

it('a spreadsheet takes no name for a formula, and reads what has commas, quotes and line ends', () => {
  const account = (name: string) => ({ name, username: 'u', password: 'abcd-efgh' })
  const names = ['张伟', '=cmd|x', '+1', '-1', '@SUM(A1)', '\tx', '=1\n2', 'Smith, "Jo"']
  const lines = passwordsCsv(names.map(account), ['姓名', '用户名', '密码']).split('\r\n')
  expect(lines[0]).toBe('\uFEFF姓名,用户名,密码')
  expect(lines.slice(1, -1).map((line) => line.replace(/,u,abcd-efgh$/, ''))).toEqual([
    '张伟',
    `"'=cmd|x"`,
    `"'+1"`,
    `"'-1"`,
    `"'@SUM(A1)"`,
    `"'\tx"`,
    `"'=1\n2"`,
    '"Smith, ""Jo"""',
  ])
})
