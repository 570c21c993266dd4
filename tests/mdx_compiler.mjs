// Reads paths from standard input; for each prints what the compiler of MDX says of that file:
// {"error": …, "prose": [[first line, last line, whether there are letters], …]}
import {compile} from '@mdx-js/mdx'
import fs from 'node:fs'
import readline from 'node:readline'

// Front matter is read before MDX is, and ids in braces are taken out of headings: lines stay.
const prepared = (text) =>
  text
    .replace(/^---\r?\n[^]*?\r?\n---(?=\r?\n)/, (found) => found.replace(/[^\r\n]/g, ''))
    .replace(/^([> \t]*#{1,6} .*)\{#([\w-]+)\}$/gm, '$1\\{#$2}')

const letters = (node) =>
  node.type === 'text' ? /\p{L}/u.test(node.value) : (node.children ?? []).some(letters)

const prose = (node, found) => {
  if (node.type === 'paragraph' || node.type === 'heading') {
    found.push([node.position.start.line, node.position.end.line, letters(node)])
  } else {
    for (const child of node.children ?? []) prose(child, found)
  }
  return found
}

for await (const path of readline.createInterface({input: process.stdin})) {
  const said = {error: null, prose: []}
  // Before the compiler's own first step, which unravels paragraphs.
  const see = function () {
    const {parser} = this
    this.parser = (text, file) => {
      const tree = parser(text, file)
      said.prose = prose(tree, [])
      return tree
    }
  }
  try {
    await compile(prepared(fs.readFileSync(path, 'utf8')), {remarkPlugins: [see]})
  } catch (error) {
    said.error = `${error.line ?? '?'}: ${String(error.message).split('\n')[0]}`
  }
  console.log(JSON.stringify(said))
}
