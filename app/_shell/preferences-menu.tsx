'use client'

import { Languages, Moon, Sun, SunMoon } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { IconButton } from '#app/_ui/icon-button.tsx'
import { Menu, MenuChoice, MenuLabel } from '#app/_ui/menu.tsx'
import { chooseLocaleAction } from './actions.ts'
import { usePathname, useRouter } from './navigation.ts'
import { type Locale, routing } from './routing.ts'
import { applyTheme, type Theme, themes, toTheme } from './theme.ts'

export function LanguageMenu() {
  const t = useTranslations('common')
  const locale = useLocale()
  const router = useRouter()
  const pathname = usePathname()
  const [, startTransition] = useTransition()
  const choose = (next: string) =>
    startTransition(async () => {
      await chooseLocaleAction(next)
      router.replace(`${pathname}${window.location.search}`, { locale: next as Locale })
    })
  const options = routing.locales.map((value) => ({ value, label: <span lang={value}>{t(`locale.${value}`)}</span> }))
  return (
    <Menu trigger={<IconButton label={t('language')} icon={<Languages size={16} />} />}>
      <MenuLabel>{t('language')}</MenuLabel>
      <MenuChoice value={locale} onValueChange={choose} options={options} />
    </Menu>
  )
}

const icons = { system: SunMoon, light: Sun, dark: Moon }

export function ThemeMenu({ initial }: { initial: Theme }) {
  const t = useTranslations('common')
  const [theme, setTheme] = useState(initial)
  const Icon = icons[theme]
  const choose = (value: string) => {
    const next = toTheme(value)
    setTheme(next)
    applyTheme(next)
  }
  return (
    <Menu trigger={<IconButton label={t('theme')} icon={<Icon size={16} />} />}>
      <MenuLabel>{t('theme')}</MenuLabel>
      <MenuChoice
        value={theme}
        onValueChange={choose}
        options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
      />
    </Menu>
  )
}
