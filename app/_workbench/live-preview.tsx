'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** One save of an editor is several changes. */
const settleMs = 100

/** Shows a lesson anew when one of its files is saved, where the author is in it; lab and terminal go on. While developing only. */
export function LivePreview({ lesson }: { lesson: string }) {
  const router = useRouter()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const changes = new EventSource('/api/lesson-changes')
    changes.onmessage = ({ data }) => {
      if (data !== lesson) return
      clearTimeout(timer)
      timer = setTimeout(() => router.refresh(), settleMs)
    }
    return () => {
      clearTimeout(timer)
      changes.close()
    }
  }, [lesson, router])
  return null
}
