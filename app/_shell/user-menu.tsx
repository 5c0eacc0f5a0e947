'use client'

import { Cable, CircleUser, LogOut, School, ScrollText, UserCog, UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#app/_ui/menu.tsx'
import { signOutAction } from './actions.ts'
import { useRouter } from './navigation.ts'

export function UserMenu({ name, role }: { name: string; role: string }) {
  const t = useTranslations('account')
  const router = useRouter()
  const [busy, startTransition] = useTransition()
  const signOut = () =>
    startTransition(async () => {
      await signOutAction()
      router.replace('/sign-in')
      router.refresh()
    })
  return (
    <Menu
      trigger={
        <Button
          kind="quiet"
          busy={busy}
          icon={<CircleUser size={16} />}
          aria-label={t('menu', { name })}
          className="px-2"
        >
          <span className="max-w-28 truncate">{name}</span>
        </Button>
      }
    >
      <MenuLabel>{t(`roles.${role}`)}</MenuLabel>
      <MenuItem icon={<ScrollText size={15} />} onSelect={() => router.push('/lab-log')}>
        {t('labLog')}
      </MenuItem>
      <MenuItem icon={<UserRound size={15} />} onSelect={() => router.push('/account')}>
        {t('open')}
      </MenuItem>
      <MenuItem icon={<School size={15} />} onSelect={() => router.push('/join')}>
        {t('join')}
      </MenuItem>
      {role === 'admin' && (
        <MenuItem icon={<UserCog size={15} />} onSelect={() => router.push('/accounts')}>
          {t('all')}
        </MenuItem>
      )}
      {role === 'admin' && (
        <MenuItem icon={<Cable size={15} />} onSelect={() => router.push('/lti')}>
          {t('lti')}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem icon={<LogOut size={15} />} onSelect={signOut}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  )
}
