'use client'

import { useTranslations } from 'next-intl'
import { classNames } from '#app/_ui/class-names.ts'
import { useEffect, useRef, useState } from 'react'

const everyMs = 10_000

/** A small picture of a running VM's screen, taken while the card is seen. */
export function WallPicture({ labId, name }: { labId: string; name: string }) {
  const t = useTranslations('help.wall')
  const frame = useRef<HTMLSpanElement>(null)
  const [picture, setPicture] = useState<{ url: string; vm: string } | null>(null)
  useEffect(() => {
    if (!frame.current) return
    const closing = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let seen = false
    const show = (next: typeof picture) =>
      setPicture((before) => {
        if (before) URL.revokeObjectURL(before.url)
        return next
      })
    const take = async () => {
      clearTimeout(timer)
      if (!seen || closing.signal.aborted) return
      try {
        const options = document.visibilityState === 'visible' && { signal: closing.signal }
        const answer = options && (await fetch(`/api/wall/picture?lab=${encodeURIComponent(labId)}`, options))
        if (answer && answer.status === 200) {
          const vm = decodeURIComponent(answer.headers.get('x-vm') ?? '')
          show({ url: URL.createObjectURL(await answer.blob()), vm })
        } else if (answer) show(null)
      } catch {
        // The page goes, or the server is away: the next one tells.
      }
      if (seen && !closing.signal.aborted) timer = setTimeout(() => void take(), everyMs)
    }
    const observer = new IntersectionObserver(([entry]) => {
      const before = seen
      seen = entry?.isIntersecting ?? false
      if (seen && !before) void take()
      else if (!seen) clearTimeout(timer)
    })
    observer.observe(frame.current)
    return () => {
      closing.abort()
      clearTimeout(timer)
      observer.disconnect()
      show(null)
    }
  }, [labId])
  return (
    <span
      ref={frame}
      className={classNames('block', picture && 'aspect-video overflow-hidden rounded-sm bg-[#0c0f13]')}
    >
      {picture && (
        // biome-ignore lint/performance/noImgElement: an object URL, taken a moment ago
        <img src={picture.url} alt={t('screen', { vm: picture.vm, name })} className="size-full object-contain" />
      )}
    </span>
  )
}
