'use client'

import { useTranslations } from 'next-intl'
import { Select } from '#app/_ui/select.tsx'

interface Props {
  value: string
  onValueChange: (value: string) => void
  name?: string
}

/** The role of an account, which is not that in a class. */
export function RoleSelect(props: Props) {
  const t = useTranslations('account.roles')
  const options = ['student', 'instructor', 'admin'].map((value) => ({ value, label: t(value) }))
  return <Select {...props} options={options} />
}
