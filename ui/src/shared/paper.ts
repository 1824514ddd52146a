// The PDF as something a frame can show. The bytes stay in memory: nothing is written to the disk.

/** Bytes of a base64 text. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** An address in memory under which a frame finds the PDF; to be released after use. */
export function pdfAddress(base64: string): string {
  return URL.createObjectURL(new Blob([bytesOf(base64)], { type: 'application/pdf' }));
}
