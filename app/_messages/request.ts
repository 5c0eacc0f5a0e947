import { getRequestConfig } from 'next-intl/server'
import { isLocale, routing } from '../_shell/routing.ts'
import { loadMessages } from './load.ts'

export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale
  const locale = isLocale(requested) ? requested : routing.defaultLocale
  return { locale, messages: await loadMessages(locale), timeZone: process.env.TZ ?? 'Asia/Shanghai' }
})
