'use client'

import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { signOutAction } from '#app/_shell/actions.ts'
import { useRouter } from '#app/_shell/navigation.ts'

/** Signs out and comes back here as somebody else. */
export function SwitchAccount({ path }: { path: string }) {
  const t = useTranslations('join')
  const router = useRouter()
  const [busy, startTransition] = useTransition()
  const leave = () =>
    startTransition(async () => {
      await signOutAction()
      router.replace({ pathname: '/sign-in', query: { return: path } })
      router.refresh()
    })
  return (
    <button
      type="button"
      disabled={busy}
      onClick={leave}
      className="text-accent underline underline-offset-2 disabled:opacity-50"
    >
      {t('switch')}
    </button>
  )
}
