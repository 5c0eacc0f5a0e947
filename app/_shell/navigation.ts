import { createNavigation } from 'next-intl/navigation'
import { routing } from './routing.ts'

/** Next's navigation with the locale put in front of each path. */
export const { Link, redirect, usePathname, useRouter, getPathname } = createNavigation(routing)
