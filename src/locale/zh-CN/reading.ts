import type { Messages, Phrases } from '../message.ts';

/** Encodings, packed files, progress. */
export const reading: Messages = {
  'facts.archive': ['这是 {kind} 压缩包，不能直接读取', '先解压，再给出其中的文件'],
  'facts.archive-in-archive': ['{kind} 文件里还是一个 {inside} 压缩包；不读取压缩包里的压缩包', '先解压，再给出其中的文件'],
  'facts.assumed-gb18030': [
    '不是有效的 UTF-8；按 GB18030（GBK）读取，得到的列：{columns}',
    '列名正确时加 --encoding gb18030；不正确时用 --encoding 指明 big5、shift_jis、windows-1252 等',
  ],
  'facts.bad-encoding': [
    '不是有效的 {encoding} 文本：从偏移量为 {byte} 的字节起有误',
    '把文件另存为“CSV UTF-8”，或指明编码：--encoding gb18030、utf-16le、big5、shift_jis、windows-1252 等',
  ],
  'facts.binary': ['像是二进制文件，不是文本：偏移量为 {byte} 的字节是 NUL', '把表格重新导出为“CSV UTF-8”'],
  'facts.changed-while-read': ['读取期间文件被改动', '等没有程序写入该文件时再运行'],
  'facts.cut-archive': ['{kind} 文件不完整：末尾被截断', '重新复制或下载'],
  'facts.cut-character': [
    '文件在一个字符（{encoding}）中间结束，该字符从偏移量为 {byte} 的字节开始：末尾被截断',
    '重新复制或导出该文件',
  ],
  'facts.damaged-archive': ['{kind} 文件已损坏，无法解压', '重新复制或下载'],
  'facts.encoding-changes': [
    '文件中途改变编码：偏移量为 {byte} 的字节之前是 {from}，之后是 {to}，像是把两个导出文件接在一起',
    '在第二个导出文件开始的地方拆开，两部分各带表头分别给出',
  ],
  'facts.encoding-mark': [
    '文件开头是 {marked} 的字节顺序标记，而 --encoding 指定为 {encoding}',
    '去掉 --encoding：标记已说明如何读取',
  ],
  'facts.no-encoding-fits': [
    '既不是有效的 {encoding}（第 {line} 行偏移量为 {byte} 的字节有误），也不是有效的 {other}（第 {otherLine} 行偏移量为 {otherByte} 的字节有误）',
    '指明编码：--encoding big5、shift_jis、euc-kr、windows-1252 等（salesplan help encodings）',
  ],
  'facts.unknown-encoding': ['没有编码“{encoding}”', '用 salesplan help encodings 列出的编码'],
  'facts.unknown-encoding-near': [
    '没有编码“{encoding}”；相近的有：{near}',
    '--encoding {first}，或 salesplan help encodings 列出的其他编码',
  ],
  'facts.unmarked-utf-16': ['像是没有字节顺序标记的 {encoding}（第一个 NUL 是偏移量为 {byte} 的字节）', '--encoding {name}'],
};

export const readingPhrases: Phrases = {
  'progress.check': '正在检查 {file}',
  'progress.decode': '正在转换 {file} 的编码',
  'progress.unpack': '正在解压 {file}',
  'progress.engine': '正在汇总',
  'progress.forecast': '正在预测',
  'progress.file-of': '{what}（{number}/{files}）',
  'progress.working': '{what}……',
  'progress.percent': '{what}：{percent}%',
  'progress.bytes': '{what}：{percent}%，{done}/{total} MB',
};
