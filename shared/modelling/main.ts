import { runModelCommand } from './check/command.ts'

process.exitCode = runModelCommand(process.argv.slice(2), {
  // npm runs scripts in the package's folder and says here where the person stands.
  folder: process.env['INIT_CWD'] ?? process.cwd(),
  print: (line) => process.stdout.write(`${line}\n`),
  warn: (line) => process.stderr.write(`${line}\n`),
})
