import { Fragment, type ReactNode } from 'react'

/** A line may break between words, not at the hyphens of an option. */
export function unbroken(line: string): ReactNode[] {
  return line.split(' ').map((word, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words never change places
    <Fragment key={index}>
      {index > 0 && ' '}
      <span className="lesson-word">{word}</span>
    </Fragment>
  ))
}
