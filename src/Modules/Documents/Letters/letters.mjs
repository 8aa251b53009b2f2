// The PDF engine: reads one JSON request per line, writes one JSON answer per line, until its input ends.
//   in   {"id": 1, "letter": {...}}          out  {"id": 1, "pdf": "<base64>"}  or  {"id": 1, "error": "..."}
// A letter is set as tagged PDF (PDF/UA-1): everything that says something is a structure element in reading order,
// everything else (rules, fold marks, page numbers) is an artifact.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

const font = (file) => createRequire(`${process.cwd()}/`).resolve(`dejavu-fonts-ttf/ttf/${file}.ttf`);
const FONTS = { regular: font('DejaVuSans'), bold: font('DejaVuSans-Bold') };
const mm = (length) => (length * 72) / 25.4;
const PAGE = { width: mm(210), height: mm(297) };
const MARGINS = { top: mm(25), left: mm(25), right: mm(20), bottom: mm(25) };
const SIZE = { body: 10.5, small: 8.5, tiny: 7, h1: 13, h2: 11.5, h3: 10.5 };
const WIDTH = PAGE.width - MARGINS.left - MARGINS.right;
const CODE = mm(52);

// DIN 5008 form B: the address field begins 45 mm from the top, 20 mm from the left, 85 mm wide; text begins 5 mm inside.
const ADDRESS = { left: mm(25), returnLine: mm(56), top: mm(62.7), width: mm(75) };
const INFO = { left: mm(125), top: mm(50), width: mm(65) };
const BODY_TOP = mm(98.5);
const FOLD_MARKS = [mm(105), mm(148.5), mm(210)];

class Setting {
  constructor(letter) {
    this.letter = letter;
    this.doc = new PDFDocument({
      size: 'A4', margins: MARGINS, bufferPages: true, pdfVersion: '1.7', subset: 'PDF/UA', tagged: true, lang: letter.language, displayTitle: true,
      info: { Title: letter.title, Author: letter.sender[0] ?? '', Subject: letter.subject, Creator: 'Verwaltung' },
    });
    for (const [name, file] of Object.entries(FONTS)) this.doc.registerFont(name, file);
    this.left = MARGINS.left;
    this.width = WIDTH;
  }

  // The document, from the first mark to the page numbers.
  run() {
    const root = this.doc.struct('Document');
    this.doc.addStructure(root);
    if (this.letter.kind === 'letter') this.letterHead(root);
    else this.sheetHead(root);
    this.doc.fontSize(SIZE.body);
    this.blocks(root, this.letter.body);
    if (this.letter.signature.length > 0) this.signature(root);
    root.end();
    this.pageNumbers();
    return this.bytes();
  }

  letterHead(root) {
    const { doc, letter } = this;
    this.placed(root, letter.sender, { x: MARGINS.left, y: mm(15), width: mm(95), size: SIZE.body, leadFont: 'bold' });
    this.placed(root, [letter.sender.join(' · ')], { ...at(ADDRESS.left, ADDRESS.returnLine, ADDRESS.width), size: SIZE.tiny });
    this.placed(root, letter.recipient, { ...at(ADDRESS.left, ADDRESS.top, ADDRESS.width), size: SIZE.body });
    this.placed(root, letter.info.map(([label, value]) => `${label}: ${value}`), { ...at(INFO.left, INFO.top, INFO.width), size: SIZE.small });
    this.artifact(() => {
      for (const y of FOLD_MARKS) doc.moveTo(mm(4), y).lineTo(mm(y === FOLD_MARKS[1] ? 9 : 7), y);
      doc.lineWidth(0.4).stroke();
    });
    doc.x = this.left;
    doc.y = BODY_TOP;
    this.heading(root, 1, letter.subject);
  }

  sheetHead(root) {
    const { doc, letter } = this;
    this.placed(root, [letter.sender.join(' · ')], { ...at(MARGINS.left, mm(15), WIDTH), size: SIZE.small });
    doc.x = this.left;
    doc.y = MARGINS.top + mm(5);
    this.heading(root, 1, letter.subject);
    if (letter.info.length > 0) this.text(root, 'P', letter.info.map(([label, value]) => [{ t: `${label}: `, b: true }, { t: value }]).reduce((a, b) => [...a, { t: '\n' }, ...b]));
  }

  placed(parent, lines, { x, y, width, size, leadFont = 'regular' }) {
    // A paragraph for each line: a reader would run lines of one paragraph together.
    this.doc.x = x;
    this.doc.y = y;
    lines.forEach((line, i) => {
      this.doc.font(i === 0 ? leadFont : 'regular').fontSize(size);
      parent.add(this.doc.struct('P', () => this.doc.text(line, x, this.doc.y, { width })));
    });
  }

  blocks(parent, blocks) {
    for (const block of blocks) {
      if (block.type === 'heading') this.heading(parent, block.level, block.runs.map((run) => run.t).join(''));
      else if (block.type === 'paragraph') this.text(parent, 'P', block.runs);
      else if (block.type === 'list') this.list(parent, block);
      else if (block.type === 'box') this.box(parent, block);
      else throw new Error(`Unknown block '${block.type}'.`);
    }
  }

  heading(parent, level, text) {
    const { doc } = this;
    const size = [SIZE.h1, SIZE.h2, SIZE.h3][Math.min(level, 3) - 1];
    doc.font('bold').fontSize(size);
    this.room(doc.heightOfString(text, { width: this.width }) + 3 * SIZE.body * 1.3);
    if (level > 1) doc.y += SIZE.body * 0.4;
    parent.add(doc.struct(`H${level}`, () => doc.text(text, this.left, doc.y, { width: this.width })));
    doc.y += SIZE.body * (level === 1 ? 0.9 : 0.3);
    doc.font('regular').fontSize(SIZE.body);
  }

  text(parent, tag, runs) {
    const { doc } = this;
    parent.add(doc.struct(tag, () => {
      doc.fontSize(SIZE.body).text('', this.left, doc.y, { width: this.width, continued: true });
      runs.forEach((run, i) => doc.font(run.b ? 'bold' : 'regular').text(run.t.replaceAll('\n', ' \n'), { width: this.width, lineGap: 2, continued: i < runs.length - 1 }));
    }));
    doc.font('regular');
    doc.y += SIZE.body * 0.6;
  }

  list(parent, { ordered, start, items }) {
    const { doc } = this;
    const indent = ordered ? mm(8) : mm(5);
    const list = doc.struct('L');
    parent.add(list);
    items.forEach((blocks, i) => {
      const item = doc.struct('LI');
      list.add(item);
      this.room(2 * SIZE.body * 1.3);
      const y = doc.y;
      item.add(doc.struct('Lbl', () => doc.text(ordered ? `${start + i}.` : '•', this.left, y, { width: indent, lineBreak: false })));
      doc.y = y;
      const body = doc.struct('LBody');
      item.add(body);
      this.inset(indent, () => this.blocks(body, blocks));
      body.end();
      item.end();
    });
    list.end();
  }

  box(parent, { blocks }) {
    const { doc } = this;
    const padding = mm(4);
    this.inset(padding, () => this.room(Math.min(this.height(blocks) + 2 * padding, PAGE.height - MARGINS.top - MARGINS.bottom)));
    const [page, top] = [doc.page, doc.y];
    doc.y += padding;
    const box = doc.struct('Sect');
    parent.add(box);
    this.width -= padding;
    this.inset(padding, () => this.blocks(box, blocks));
    this.width += padding;
    box.end();
    doc.y += padding * 0.4;
    if (doc.page === page) this.artifact(() => doc.lineWidth(0.8).rect(this.left, top, this.width, doc.y - top).stroke());
    doc.y += SIZE.body;
  }

  signature(root) {
    this.room(6 * SIZE.body);
    this.doc.y += SIZE.body;
    this.placed(root, this.letter.signature, { ...at(this.left, this.doc.y, this.width), size: SIZE.body });
  }

  // What the blocks need at most: everything set bold.
  height(blocks) {
    const { doc } = this;
    doc.font('bold').fontSize(SIZE.body);
    const each = (block) => block.items ? block.items.reduce((sum, item) => sum + this.height(item), 0)
      : block.blocks ? this.height(block.blocks) + mm(8)
      : doc.heightOfString(block.runs.map((run) => run.t).join(''), { width: this.width - mm(8), lineGap: 2 }) + SIZE.body;
    const sum = blocks.reduce((total, block) => total + each(block), 0);
    doc.font('regular');
    return sum;
  }

  room(height) {
    if (this.doc.y + height > PAGE.height - MARGINS.bottom) this.doc.addPage();
  }

  inset(by, write) {
    this.left += by;
    this.width -= by;
    write();
    this.left -= by;
    this.width += by;
  }

  artifact(draw, attributes = { type: 'Layout' }) {
    this.doc.markContent('Artifact', attributes);
    draw();
    this.doc.endMarkedContent();
  }

  pageNumbers() {
    const { doc, letter } = this;
    const { start, count } = doc.bufferedPageRange();
    for (let i = start; i < start + count; i++) {
      doc.switchToPage(i);
      doc.page.margins.bottom = 0; // a line below the margin would begin a new page
      const label = letter.pageLabel.replace('{0}', i + 1).replace('{1}', count);
      this.artifact(() => doc.font('regular').fontSize(SIZE.small).text(label, MARGINS.left, PAGE.height - mm(15), { width: WIDTH, align: 'right', lineBreak: false }), { type: 'Pagination' });
    }
  }

  bytes() {
    return new Promise((resolve, reject) => {
      const chunks = [];
      this.doc.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
      this.doc.end();
    });
  }
}

// A page to be laid behind a windscreen: the upper half is read from outside, the lower half is folded away.
class PassSetting extends Setting {
  run() {
    const { doc, letter: pass } = this;
    const root = doc.struct('Document');
    doc.addStructure(root);
    this.placed(root, [...pass.sender, ''].filter(Boolean), { ...at(this.left, mm(14), WIDTH), size: 14, leadFont: 'bold' });
    this.fitted(root, 'H1', pass.title, 24);
    const [first, ...others] = pass.lines;
    this.fact(root, first, WIDTH);
    const top = doc.y;
    for (const line of others) this.fact(root, line, WIDTH - CODE - mm(6));
    this.code(root, top);
    this.artifact(() => doc.dash(3, { space: 3 }).lineWidth(0.5).moveTo(mm(8), PAGE.height / 2).lineTo(PAGE.width - mm(8), PAGE.height / 2).stroke().undash());
    doc.y = PAGE.height / 2 + mm(8);
    for (const note of pass.notes) this.text(root, 'P', [{ t: note }]);
    root.end();
    return this.bytes();
  }

  fact(root, { label, value, size }, width) {
    const { doc } = this;
    root.add(doc.struct('P', [
      () => doc.font('regular').fontSize(SIZE.body).text(`${label} `, this.left, doc.y, { width }),
      () => this.fit(value, size, width) && doc.text(value, this.left, doc.y, { width }),
    ]));
    doc.y += 4;
  }

  fitted(root, tag, text, size) {
    root.add(this.doc.struct(tag, () => this.fit(text, size, WIDTH) && this.doc.text(text, this.left, this.doc.y, { width: WIDTH })));
    this.doc.y += 6;
  }

  // The largest size up to the wanted one at which the words need one line.
  fit(text, size, width) {
    const { doc } = this;
    doc.font('bold').fontSize(size);
    const natural = doc.widthOfString(text);
    return doc.fontSize(Math.max(SIZE.body, natural > width ? (size * (width - 1)) / natural : size));
  }

  code(root, top) {
    const { doc, letter: { code, codeLabel } } = this;
    const [x, side] = [PAGE.width - MARGINS.right - CODE, CODE / code.length];
    root.add(doc.struct('Figure', { alt: codeLabel, bbox: [x, top, x + CODE, top + CODE] }, () => {
      code.forEach((row, y) => [...row].forEach((dark, i) => dark === '1' && doc.rect(x + i * side, top + y * side, side, side)));
      doc.fill('black');
    }));
    root.add(doc.struct('P', () => doc.font('regular').fontSize(SIZE.small).text(codeLabel, x, top + CODE + 2, { width: CODE, align: 'center' })));
  }
}

function at(x, y, width) {
  return { x, y, width };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, letter } = JSON.parse(line);
  try {
    const pdf = await new (letter.kind === 'pass' ? PassSetting : Setting)(letter).run();
    process.stdout.write(`${JSON.stringify({ id, pdf: pdf.toString('base64') })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ id, error: error.message })}\n`);
  }
}
