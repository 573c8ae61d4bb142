// Makes src/Modules/Regions/Data/divisions.tsv.br from tab-separated files (code, name, level, parent, kind): adds the reading of each name, then compresses.
// Run in a throw-away folder: npm i pinyin-pro@3.29.4 && node make.mjs <folder with divisions_*.tsv> <divisions.tsv.br>
import { pinyin } from 'pinyin-pro';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const [source, target] = process.argv.slice(2);

// Readings usual in place names where a dictionary of words guesses otherwise. Local readings differ; a name is always found by its characters.
const usual = { 参: 'shen', 柏: 'bai', 杉: 'shan', 陂: 'pi', 曾: 'zeng', 阿: 'a', 长: 'chang', 大: 'da' };
const phrases = { 重型: 'zhong', 长者: 'zhang', 阿胶: 'e' };

function reading(name) {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true });
  const characters = [...name];
  return characters.map((character, i) => {
    const phrase = phrases[character + characters[i + 1]];
    if (phrase) return phrase;
    if (character === '重') return 'chong';
    return (usual[character] ?? syllables[i]).replace('ü', 'v').toLowerCase();
  }).map(syllable => syllable.normalize('NFKC').replace(/[^a-z0-9]/g, '')).filter(Boolean).join(' ');
}

const lines = ['code\tname\tkind\tpinyin'];
for (const file of fs.readdirSync(source).filter(f => f.endsWith('.tsv')).sort()) {
  for (const line of fs.readFileSync(path.join(source, file), 'utf8').trim().split('\n').slice(1)) {
    const [code, name, , , kind] = line.split('\t');
    lines.push([code, name, kind, reading(name)].join('\t'));
  }
}

const text = Buffer.from(lines.join('\n') + '\n');
const options = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_LGWIN]: 24, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: text.length } };
fs.writeFileSync(target, zlib.brotliCompressSync(text, options));
console.log(`${lines.length - 1} divisions, ${fs.statSync(target).size} bytes`);
