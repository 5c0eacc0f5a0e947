/** Something the person at the keyboard can act on: one sentence of what is wrong, one of what to do. */
export class SetupError extends Error {
  constructor(message, fix, output = '') {
    super(message)
    this.name = 'SetupError'
    this.fix = fix
    this.output = output
  }
}
