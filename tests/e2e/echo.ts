import { expect, type Locator } from 'playwright/test'

/** The command that `scope` says it is about to run; what is shown on several lines is one command all the same. */
export async function expectCommand(scope: Locator, command: RegExp): Promise<void> {
  const echo = scope.getByTestId('command-echo')
  await expect
    .poll(async () =>
      (await echo.allTextContents()).map((text) => text.replaceAll(/\s*\\\n\s*/g, ' ').trim()).join('\n'),
    )
    .toMatch(command)
}
