/**
 * Returns the last part of a path, of Unix or of Windows, or of an address, without its query.
 *
 * @example fileNameOf('C:\\Users\\ada\\log.csv') // 'log.csv'
 * @example fileNameOf('https://ada:secret@example.com/logs/may.csv?key=1') // 'may.csv'
 */
export function fileNameOf(path: string): string {
  const address = /^[a-z][\w+.-]+:\/\/[^/?#]*([^?#]*)/i.exec(path);
  const [name = ''] = (address ? address[1] : path)
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.')
    .slice(-1);
  const isNameless = name === '' || name === '..' || /^[a-z]:$/i.test(name) || (name.startsWith('~') && name === path);
  return isNameless ? '…' : name;
}
