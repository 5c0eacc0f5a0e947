import { defineRouting } from 'next-intl/routing'

export const localeCookie = 'virtlab-locale'

export const routing = defineRouting({
  locales: ['zh', 'en'],
  defaultLocale: 'zh',
  localePrefix: 'always',
  localeDetection: false,
  localeCookie: false,
})

export type Locale = (typeof routing.locales)[number]

export function isLocale(value: unknown): value is Locale {
  return value === 'zh' || value === 'en'
}
