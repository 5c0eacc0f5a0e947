'use client'

import { useRouter } from '#app/_shell/navigation.ts'
import type { MessageView } from '#lib/gateway/protocol.ts'
import { UnreadMessages } from './message-cards.tsx'

/** Unread messages on the course map, where one comes after the sign-in. */
export function HomeMessages({ thread }: { thread: MessageView[] }) {
  const router = useRouter()
  return <UnreadMessages thread={thread} onRead={() => router.refresh()} />
}
