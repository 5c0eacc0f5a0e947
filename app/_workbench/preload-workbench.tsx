'use client'

import { useEffect } from 'react'

/** Loads the workbench's code while another page is read: a click on a lesson then waits for its words only. Draws nothing. */
export function PreloadWorkbench() {
  useEffect(() => {
    void Promise.all([
      import('./workbench.tsx'),
      import('./lab-manager.tsx'),
      import('./bound-widgets.tsx'),
      import('#app/_widgets/storage/storage.tsx'),
      import('#app/_widgets/networks/networks.tsx'),
      import('#app/_widgets/monitor/monitor.tsx'),
    ])
  }, [])
  return null
}
