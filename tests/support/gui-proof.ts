import type { Page } from 'playwright/test'

/** How a student reaches a checkpoint in the page, without the terminal. */
export type GuiProof = (o: {
  /** On the lesson, its lab host running. */
  page: Page
  /** A shell line in the lab host, as root: the oracle, or to bring about what is not the point. */
  lab: (line: string) => Promise<string>
  /** The student's values. */
  v: Readonly<Record<string, string>>
  locale: 'zh' | 'en'
}) => Promise<void>
