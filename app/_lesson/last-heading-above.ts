/** The heading that is being read: the last one in the upper third of the window; null while the lesson is not shown. */
export function lastHeadingAbove(headings: readonly string[]): string | null {
  const line = window.innerHeight / 3
  let last: string | null = null
  for (const id of headings) {
    const element = document.getElementById(id)
    // In a pane that is not shown (another tab of a narrow window) everything is at 0.
    if (element?.offsetParent && element.getBoundingClientRect().top < line) last = id
  }
  return last
}
