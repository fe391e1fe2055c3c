/* Reads HTTP/1.1 answers off a connection with as little work as possible: a load generator must not be the brake. */

export interface HttpAnswer {
  status: number;
  body: Buffer;
}

const headEnd = Buffer.from('\r\n\r\n');
const lineEnd = Buffer.from('\r\n');

/** Takes bytes as they come; gives each answer once it is whole. Answers follow one another, one at a time. */
export const createAnswerReader = (onAnswer: (answer: HttpAnswer) => void): ((chunk: Buffer) => void) => {
  let pending: Buffer = Buffer.alloc(0);
  return chunk => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (let read = readAnswer(pending); read !== null; read = readAnswer(pending)) {
      pending = pending.subarray(read.end);
      onAnswer(read.answer);
    }
  };
};

const readAnswer = (bytes: Buffer): { answer: HttpAnswer; end: number } | null => {
  const head = bytes.indexOf(headEnd);
  if (head < 0) return null;
  const text = bytes.toString('latin1', 0, head).toLowerCase();
  const status = Number(text.slice(9, 12));
  const start = head + headEnd.length;
  const length = /\ncontent-length: *(\d+)/u.exec(text)?.[1];
  if (length !== undefined) {
    const end = start + Number(length);
    return bytes.length < end ? null : { answer: { status, body: bytes.subarray(start, end) }, end };
  }
  if (!text.includes('\ntransfer-encoding: chunked')) throw new Error(`an answer without a length: ${text}`);
  const chunks = readChunks(bytes, start);
  return chunks === null ? null : { answer: { status, body: chunks.body }, end: chunks.end };
};

/** RFC 9112 section 7.1, without trailers. */
const readChunks = (bytes: Buffer, start: number): { body: Buffer; end: number } | null => {
  const parts: Buffer[] = [];
  for (let at = start; ;) {
    const line = bytes.indexOf(lineEnd, at);
    if (line < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    const from = line + lineEnd.length;
    const next = from + size + lineEnd.length;
    if (bytes.length < next) return null;
    if (size === 0) return { body: Buffer.concat(parts), end: next };
    parts.push(bytes.subarray(from, from + size));
    at = next;
  }
};
