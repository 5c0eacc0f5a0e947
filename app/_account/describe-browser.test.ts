import { expect, it } from 'vitest'
import { describeBrowser } from './describe-browser.ts'

const mozilla = 'Mozilla/5.0'
it.each([
  [
    `${mozilla} (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36`,
    'Chrome · Linux',
    false,
  ],
  [
    `${mozilla} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0`,
    'Edge · Windows',
    false,
  ],
  [
    `${mozilla} (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1`,
    'Safari · iOS',
    true,
  ],
  [`${mozilla} (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox · macOS', false],
  ['curl/8.0', null, false],
  ['', null, false],
])('%s', (userAgent, name, mobile) => expect(describeBrowser(userAgent)).toEqual({ name, mobile }))
