/**
 * virt-manager's release: Ctrl and Alt pressed and let go with no other key. noVNC takes every key while the screen has
 * the focus, so without this a person with a keyboard only could not leave it.
 */
export function onCtrlAltReleased(element: HTMLElement, release: () => void): () => void {
  let armed = false
  const down = (event: KeyboardEvent) => {
    const modifier = event.key === 'Control' || event.key === 'Alt'
    armed = modifier && event.ctrlKey && event.altKey
  }
  const up = () => {
    if (armed) release()
    armed = false
  }
  element.addEventListener('keydown', down, true)
  element.addEventListener('keyup', up, true)
  return () => {
    element.removeEventListener('keydown', down, true)
    element.removeEventListener('keyup', up, true)
  }
}
