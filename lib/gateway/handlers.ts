import { liveHandler } from './live.ts'
import { screenHandler, watchScreenHandler } from './screen.ts'
import { serialHandler } from './serial.ts'
import type { SocketHandlers } from './socket-handler.ts'
import { terminalHandler, watchTerminalHandler } from './terminal.ts'
import { virtManagerHandler } from './virt-manager.ts'

export const handlers: SocketHandlers = {
  live: liveHandler,
  terminal: terminalHandler,
  screen: screenHandler,
  serial: serialHandler,
  'virt-manager': virtManagerHandler,
  'watch-terminal': watchTerminalHandler,
  'watch-screen': watchScreenHandler,
}
