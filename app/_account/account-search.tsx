'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useRouter } from '#app/_shell/navigation.ts'
import { TextInput } from '#app/_ui/text-input.tsx'

const pauseMs = 250

/** Narrows the list down while one types. */
export function AccountSearch({ search }: { search: string }) {
  const t = useTranslations('accounts')
  const router = useRouter()
  const [text, setText] = useState(search)
  useEffect(() => {
    const query: Record<string, string> = text.trim() ? { q: text.trim() } : {}
    if (text.trim() === search) return
    const timer = setTimeout(() => router.replace({ pathname: '/accounts', query }, { scroll: false }), pauseMs)
    return () => clearTimeout(timer)
  }, [text, search, router])
  return (
    <div className="w-64">
      <TextInput
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={text}
        onValueChange={setText}
      />
    </div>
  )
}
